/**
 * All SQL that reads and writes events, and the translation of database errors.
 * <p>
 * Each class declares its statements at the top. Only the implementations of
 * {@link io.eventsourcing.persistence.jdbc.sql.EventInsert} differ between the two
 * databases. This package depends on the packages {@code lock}, {@code transaction} and
 * {@code schema}; only {@code persistence.jdbc} and {@code append} may use it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.sql;

import org.jspecify.annotations.NullMarked;
