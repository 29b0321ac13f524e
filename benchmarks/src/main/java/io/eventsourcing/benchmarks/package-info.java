/**
 * Measures the event store against hand-written JDBC.
 */
@NullMarked
package io.eventsourcing.benchmarks;

import org.jspecify.annotations.NullMarked;
