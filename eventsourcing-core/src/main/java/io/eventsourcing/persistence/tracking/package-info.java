/**
 * How far consumers, such as projections, have handled the logs that they follow, which
 * process works for which consumer, and which events they have set aside.
 * <p>
 * The entry points are {@link io.eventsourcing.persistence.tracking.TrackingRecorder},
 * {@link io.eventsourcing.persistence.tracking.LeaseRecorder} and
 * {@link io.eventsourcing.persistence.tracking.ParkedEventRecorder}.
 */
@NullMarked
package io.eventsourcing.persistence.tracking;

import org.jspecify.annotations.NullMarked;
