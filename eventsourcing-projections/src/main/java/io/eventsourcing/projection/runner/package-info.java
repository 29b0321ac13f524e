/**
 * Runs projections and process applications: reads the log, passes each event to its
 * handler in the transaction that moves the position, and shares the projections with
 * other processes. The entry point is
 * {@link io.eventsourcing.projection.runner.ProjectionRunner}.
 * <p>
 * Behind it are three packages, each of which depends only on those after it:
 * {@code schedule} decides when a thread works on which unit and which units this process
 * owns; {@code unit} processes the next batch of a unit, which is one partition of a
 * projection; {@code consumer} handles events in a transaction. Code that runs
 * projections without Spring Boot uses the definitions and options in {@code consumer},
 * and no other type of these packages.
 */
@NullMarked
package io.eventsourcing.projection.runner;

import org.jspecify.annotations.NullMarked;
