/**
 * When a thread works on which unit: worker threads, the thread that follows the log, and
 * the lease of the process. Depends on the packages {@code unit} and {@code consumer}.
 */
@NullMarked
package io.eventsourcing.projection.runner.schedule;

import org.jspecify.annotations.NullMarked;
