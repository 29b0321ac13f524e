/**
 * Compares the performance of the event store with hand-written JDBC.
 */
@NullMarked
package io.eventsourcing.benchmarks;

import org.jspecify.annotations.NullMarked;
