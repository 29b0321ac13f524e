/**
 * Runs projections: reads the log, passes each event to its handler in the transaction
 * that moves the position, and shares the projections with other processes.
 * <p>
 * A {@link io.eventsourcing.projection.runner.ConsumerUnit} is one projection and its
 * position, which one thread processes at a time. The {@code Dispatcher} follows the log
 * and schedules the units that handle the new events, the {@code Workers} process a batch
 * of each, and the {@code LeaseKeeper} decides which units this process owns. The entry
 * point is {@link io.eventsourcing.projection.runner.ProjectionRunner}.
 */
@NullMarked
package io.eventsourcing.projection.runner;

import org.jspecify.annotations.NullMarked;
