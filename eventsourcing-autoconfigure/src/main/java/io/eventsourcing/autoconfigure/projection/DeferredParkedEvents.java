package io.eventsourcing.autoconfigure.projection;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.ParkedEvents;

/**
 * The parked events of a runner that is created when it is first used.
 *
 * @param target returns the parked events of the runner
 */
record DeferredParkedEvents(Supplier<ParkedEvents> target) implements ParkedEvents {

	@Override
	public List<ParkedEvent> of(String projection) {
		return this.target.get().of(projection);
	}

	@Override
	public int count(String projection) {
		return this.target.get().count(projection);
	}

	@Override
	public int count(String projection, int version) {
		return this.target.get().count(projection, version);
	}

	@Override
	public int retry(String projection) {
		return this.target.get().retry(projection);
	}

	@Override
	public int retry(String projection, UUID aggregateId) {
		return this.target.get().retry(projection, aggregateId);
	}

	@Override
	public boolean discard(String projection, long notificationId) {
		return this.target.get().discard(projection, notificationId);
	}

}
