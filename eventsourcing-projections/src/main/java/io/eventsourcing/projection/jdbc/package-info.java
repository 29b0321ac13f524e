/**
 * Bulk writes of read models: statements that a handler issues one by one are sent to the
 * database in JDBC batches.
 * <p>
 * The entry point is {@link io.eventsourcing.projection.jdbc.JdbcBatch}.
 */
@NullMarked
package io.eventsourcing.projection.jdbc;

import org.jspecify.annotations.NullMarked;
