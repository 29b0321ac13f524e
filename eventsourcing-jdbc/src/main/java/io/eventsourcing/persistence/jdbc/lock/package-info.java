/**
 * The append lock: the lock in the JVM for H2, and the search for its holder.
 * <p>
 * This room depends on the rooms {@code transaction} and {@code schema}; only the rooms
 * {@code sql} and {@code append} and {@code persistence.jdbc} may use it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.lock;

import org.jspecify.annotations.NullMarked;
