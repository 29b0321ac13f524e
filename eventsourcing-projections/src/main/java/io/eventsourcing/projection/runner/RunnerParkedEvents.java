package io.eventsourcing.projection.runner;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.projection.ParkedEvents;
import org.jspecify.annotations.Nullable;

/**
 * Stores requests for parked events. The owner of the projection reads them when it next
 * renews its lease, or at once if it is this process.
 */
final class RunnerParkedEvents implements ParkedEvents {

	private final ProjectionRunner runner;

	private final RunnerProjections projections;

	RunnerParkedEvents(ProjectionRunner runner, RunnerProjections projections) {
		this.runner = runner;
		this.projections = projections;
	}

	private ParkedEventRecorder recorder() {
		return this.runner.settings().parkedEvents();
	}

	@Override
	public List<ParkedEvent> of(String projection) {
		return recorder().find(this.projections.require(projection));
	}

	@Override
	public int retry(String projection) {
		return retry(this.projections.require(projection), null);
	}

	@Override
	public int retry(String projection, UUID aggregateId) {
		return retry(this.projections.require(projection), aggregateId);
	}

	private int retry(ConsumerId id, @Nullable UUID aggregateId) {
		int count = recorder().requestRetry(id, aggregateId);
		wake(id);
		return count;
	}

	@Override
	public boolean discard(String projection, long notificationId) {
		ConsumerId id = this.projections.require(projection);
		boolean found = recorder().requestDiscard(id, notificationId);
		wake(id);
		return found;
	}

	private void wake(ConsumerId id) {
		RunningUnits running = this.runner.running();
		if (running != null) {
			running.request(id);
		}
	}

}
