/**
 * The data source of the event store, its transaction manager, and the connection that
 * listens outside its pool. For use by the auto-configuration only.
 */
@NullMarked
package io.eventsourcing.autoconfigure.datasource;

import org.jspecify.annotations.NullMarked;
