package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * The recorders that store what is known about the consumers of one event store.
 *
 * @param tracking stores their positions
 * @param leases shares them among processes
 * @param parkedEvents stores their parked events
 */
public record ConsumerRecorders(TrackingRecorder tracking, LeaseRecorder leases, ParkedEventRecorder parkedEvents) {

	public ConsumerRecorders {
		Objects.requireNonNull(tracking, "tracking");
		Objects.requireNonNull(leases, "leases");
		Objects.requireNonNull(parkedEvents, "parkedEvents");
	}

}
