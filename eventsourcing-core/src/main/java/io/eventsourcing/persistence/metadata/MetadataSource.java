package io.eventsourcing.persistence.metadata;

import java.util.function.BiConsumer;

/**
 * Adds information about the caller to the events that it saves, such as the name of the
 * user. With Spring Boot, each bean of this type is used. Implementations must be
 * thread-safe.
 * <p>
 * Sources are not asked for the events of process applications: the thread that handles
 * an event says nothing about who caused it, even if it is the thread of a caller.
 *
 * @see Metadata
 */
@FunctionalInterface
public interface MetadataSource {

	/**
	 * Adds what is known about the caller. Called once for each save, on the thread that
	 * saves, unless a process application saves. If it throws an exception, the save
	 * fails.
	 * @param metadata receives keys and values, which must not be null. A value replaces
	 * that of an earlier source, and is replaced by that of a {@link Metadata.Scope}.
	 */
	void contribute(BiConsumer<String, String> metadata);

}
