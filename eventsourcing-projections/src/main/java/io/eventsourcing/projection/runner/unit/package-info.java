/**
 * The work of one thread at a time: the state of a partition in this process, the
 * processing of its next batch, and what happens after a failure or the death of a
 * process. Depends on the package {@code consumer}.
 */
@NullMarked
package io.eventsourcing.projection.runner.unit;

import org.jspecify.annotations.NullMarked;
