package io.eventsourcing.domain;

/**
 * The replacement of the clock or the id factory, for all threads or for one, until it is
 * closed. Nested replacements must be closed in reverse order, as a {@code try} statement
 * does.
 */
@FunctionalInterface
public interface Replacement extends AutoCloseable {

	/** Restores the clock or id factory that was in use before. */
	@Override
	void close();

}
