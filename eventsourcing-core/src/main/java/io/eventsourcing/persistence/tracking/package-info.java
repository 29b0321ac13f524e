/**
 * The positions of consumers, such as projections, in the logs that they follow, the
 * processes that run them, and the events that they have set aside.
 * <p>
 * The entry points are {@link io.eventsourcing.persistence.tracking.TrackingRecorder},
 * {@link io.eventsourcing.persistence.tracking.LeaseRecorder} and
 * {@link io.eventsourcing.persistence.tracking.ParkedEventRecorder}.
 */
@NullMarked
package io.eventsourcing.persistence.tracking;

import org.jspecify.annotations.NullMarked;
