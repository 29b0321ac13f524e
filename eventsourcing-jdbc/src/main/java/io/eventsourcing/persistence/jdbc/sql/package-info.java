/**
 * All SQL that touches events: appending, reading, and what errors of the database mean.
 * <p>
 * Each class has its statements on top. The two databases differ in
 * {@link io.eventsourcing.persistence.jdbc.sql.EventInsert} only. It stands on the rooms
 * {@code transaction} and {@code schema}; only {@code persistence.jdbc} and
 * {@code append} may enter.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.sql;

import org.jspecify.annotations.NullMarked;
