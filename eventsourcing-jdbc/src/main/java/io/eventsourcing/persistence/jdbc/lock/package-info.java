/**
 * The append lock: its part in the JVM, for H2, and what is known about its holder.
 * <p>
 * This room depends on the rooms {@code transaction} and {@code schema}; only the rooms
 * {@code sql} and {@code append} and {@code persistence.jdbc} may use it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.lock;

import org.jspecify.annotations.NullMarked;
