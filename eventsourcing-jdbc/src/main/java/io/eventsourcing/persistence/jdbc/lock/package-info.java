/**
 * The append lock and the locks of consumers: the locks in the JVM for H2, the search for
 * the holder of the append lock, and the sessions that may still be about to take it.
 * <p>
 * This package depends on the packages {@code transaction} and {@code schema}; only the
 * packages {@code sql}, {@code append} and {@code tracking}, and
 * {@code persistence.jdbc}, may use it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.lock;

import org.jspecify.annotations.NullMarked;
