/**
 * The positions and leases of consumers in the tables {@code tracking} and
 * {@code runners}.
 * <p>
 * Applications that build their own store use
 * {@link io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder} and
 * {@link io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder}. This room depends
 * on the rooms {@code transaction} and {@code schema}; no other room uses it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.tracking;

import org.jspecify.annotations.NullMarked;
