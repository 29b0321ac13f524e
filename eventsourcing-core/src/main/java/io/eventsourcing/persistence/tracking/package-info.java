/**
 * How far consumers, such as projections, have handled the logs that they follow, and
 * which process works for which consumer.
 * <p>
 * The entry points are {@link io.eventsourcing.persistence.tracking.TrackingRecorder} and
 * {@link io.eventsourcing.persistence.tracking.LeaseRecorder}.
 */
@NullMarked
package io.eventsourcing.persistence.tracking;

import org.jspecify.annotations.NullMarked;
