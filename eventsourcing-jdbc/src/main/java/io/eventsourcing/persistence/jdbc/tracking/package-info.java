/**
 * Stores the positions, leases and parked events of consumers in the tables
 * {@code tracking}, {@code runners} and {@code parked_events}.
 * <p>
 * Applications that build their own store use
 * {@link io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder},
 * {@link io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder} and
 * {@link io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder}. This
 * package depends on the packages {@code lock}, {@code transaction} and {@code schema};
 * no other package uses it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.tracking;

import org.jspecify.annotations.NullMarked;
