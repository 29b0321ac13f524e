package io.eventsourcing.domain;

/**
 * The use of another clock or id factory, until it is closed. Nested replacements must be
 * closed in the reverse order; a {@code try} statement does that.
 */
@FunctionalInterface
public interface Replacement extends AutoCloseable {

	/** Restores what was in use before. */
	@Override
	void close();

}
