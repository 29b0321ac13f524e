/**
 * Runs projections: reads the log, hands each event to the handlers in a transaction with
 * the position, and shares the projections with other processes.
 * <p>
 * A {@link io.eventsourcing.projection.runner.ConsumerUnit} is what one thread works on
 * at a time: one projection and its position. The {@code Dispatcher} learns of new events
 * and schedules the units that handle them, the {@code Workers} process a batch of each,
 * and the {@code LeaseKeeper} decides which units this process works for. The entry point
 * is {@link io.eventsourcing.projection.runner.ProjectionRunner}.
 */
@NullMarked
package io.eventsourcing.projection.runner;

import org.jspecify.annotations.NullMarked;
