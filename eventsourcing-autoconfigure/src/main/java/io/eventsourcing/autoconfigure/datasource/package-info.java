/**
 * The data source of the event store, the transaction manager that belongs to it, and the
 * connection that listens outside of its pool. Only the auto-configuration may enter.
 */
@NullMarked
package io.eventsourcing.autoconfigure.datasource;

import org.jspecify.annotations.NullMarked;
