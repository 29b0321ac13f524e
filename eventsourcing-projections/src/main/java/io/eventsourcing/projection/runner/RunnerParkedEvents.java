package io.eventsourcing.projection.runner;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.runner.schedule.RunningUnits;
import org.jspecify.annotations.Nullable;

/**
 * Stores requests for parked events. The owner of the projection reads them when it next
 * renews its lease, or at once if it is this process.
 */
final class RunnerParkedEvents implements ParkedEvents {

	private final ProjectionRunner runner;

	private final KnownProjections known;

	RunnerParkedEvents(ProjectionRunner runner, KnownProjections known) {
		this.runner = runner;
		this.known = known;
	}

	private ParkedEventRecorder recorder() {
		return this.runner.settings().parkedEvents();
	}

	@Override
	public List<ParkedEvent> of(String projection) {
		return this.known.current(projection)
			.stream()
			.flatMap((id) -> recorder().find(id).stream())
			.sorted(Comparator.comparingLong(ParkedEvent::notificationId).thenComparingInt(ParkedEvent::version))
			.toList();
	}

	@Override
	public int count(String projection) {
		return this.known.current(projection).stream().mapToInt(recorder()::count).sum();
	}

	@Override
	public int count(String projection, int version) {
		return this.known.current(projection)
			.stream()
			.filter((id) -> id.version() == version)
			.mapToInt(recorder()::count)
			.sum();
	}

	@Override
	public int retry(String projection) {
		return this.known.current(projection).stream().mapToInt((id) -> retry(id, null)).sum();
	}

	@Override
	public int retry(String projection, UUID aggregateId) {
		return this.known.current(projection).stream().mapToInt((id) -> retry(id, aggregateId)).sum();
	}

	private int retry(ConsumerId id, @Nullable UUID aggregateId) {
		int count = recorder().requestRetry(id, aggregateId);
		wake(id);
		return count;
	}

	@Override
	public boolean discard(String projection, long notificationId) {
		boolean found = false;
		for (ConsumerId id : this.known.current(projection)) {
			if (recorder().requestDiscard(id, notificationId)) {
				found = true;
				wake(id);
			}
		}
		return found;
	}

	private void wake(ConsumerId id) {
		RunningUnits running = this.runner.running();
		if (running != null) {
			running.request(id);
		}
	}

}
