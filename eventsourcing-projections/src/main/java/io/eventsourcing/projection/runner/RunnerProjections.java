package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import io.eventsourcing.projection.runner.schedule.RunningUnits;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the projections of all processes and reports their states. For a projection
 * that this process runs, the position is in memory; for all others, one query every ten
 * milliseconds serves all callers.
 */
final class RunnerProjections implements Projections {

	private final ProjectionRunner runner;

	private final StoredPositions stored;

	private final KnownProjections known;

	RunnerProjections(ProjectionRunner runner, StoredPositions stored, KnownProjections known) {
		this.runner = runner;
		this.stored = stored;
		this.known = known;
	}

	@Override
	public boolean await(String name, long notificationId, Duration timeout) {
		requireOther(name);
		return await(name, notificationId, deadline(timeout));
	}

	@Override
	public boolean await(String name, Collection<Recording> saved, Duration timeout) {
		requireOther(name);
		long last = saved.stream().mapToLong(Recording::notificationId).max().orElse(0);
		boolean passed = await(name, last, timeout);
		if (passed && !saved.isEmpty()) {
			requireNotParked(name, saved);
		}
		return passed;
	}

	/**
	 * Rejects a projection that waits for itself: its position moves when its method has
	 * returned.
	 */
	private static void requireOther(String name) {
		if (name.equals(ConsumerScope.current())) {
			throw new IllegalStateException(
					"The projection '%s' cannot wait for itself while it handles an event, because its position moves only afterwards. Wait for it outside its methods."
						.formatted(name));
		}
	}

	private void requireNotParked(String name, Collection<Recording> saved) {
		List<ConsumerUnit> units = units(name);
		if (!units.isEmpty() && units.stream().noneMatch(ConsumerUnit::hasParkedEvents)) {
			return;
		}
		ParkedEventRecorder parked = this.runner.settings().parkedEvents();
		Set<Long> ids = saved.stream().map(Recording::notificationId).collect(Collectors.toSet());
		for (ConsumerId id : this.known.active(name)) {
			List<ParkedEvent> events = (parked.count(id) > 0) ? parked.find(id) : List.of();
			for (ParkedEvent event : events) {
				if (ids.contains(event.notificationId())) {
					throw new ProjectionFailedException(name, Objects.requireNonNullElse(event.cause(),
							"the event waits behind another event of its aggregate that is parked"));
				}
			}
		}
	}

	@Override
	public boolean awaitAll(Duration timeout) {
		this.known.names().forEach(RunnerProjections::requireOther);
		long deadline = deadline(timeout);
		LogHeads heads = heads();
		Map<String, Long> positions = new LinkedHashMap<>();
		this.known.names().forEach((name) -> positions.put(name, heads.of(this.known.active(name).get(0))));
		return positions.entrySet().stream().allMatch((each) -> await(each.getKey(), each.getValue(), deadline));
	}

	private LogHeads heads() {
		return new LogHeads(this.runner.settings().log(), this.known);
	}

	/** The time after an endless timeout is never reached. */
	private static long deadline(Duration timeout) {
		return System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
	}

	private boolean await(String name, long notificationId, long deadline) {
		while (!isPassed(name, notificationId, deadline)) {
			if (deadline - System.nanoTime() <= 0 || isPausedBefore(name, notificationId)) {
				return false;
			}
			pause(deadline - System.nanoTime());
		}
		return true;
	}

	/** Waits for the units if this process owns them; otherwise returns at once. */
	private boolean isPassed(String name, long notificationId, long deadline) {
		List<ConsumerUnit> units = units(name);
		return units.isEmpty() ? isPassed(name, notificationId) : units.stream()
			.allMatch((unit) -> unit.progress().await(notificationId, deadline - System.nanoTime()));
	}

	/**
	 * Returns whether the projection is paused, so that it will not reach the id. Reads
	 * again if it was paused when the stored states were last read: another process may
	 * have resumed it before the caller began to wait.
	 */
	private boolean isPausedBefore(String name, long notificationId) {
		return isPausedBefore(name, notificationId, this.stored.read())
				&& isPausedBefore(name, notificationId, this.stored.readNow());
	}

	private boolean isPausedBefore(String name, long notificationId, Map<ConsumerId, TrackedConsumer> rows) {
		return this.known.active(name)
			.stream()
			.map(rows::get)
			.anyMatch((row) -> row != null && row.state() == ConsumerState.PAUSED
					&& row.position().notificationId() < notificationId);
	}

	/**
	 * Returns the units of all partitions of the version that is in use, if this process
	 * owns them; otherwise an empty list.
	 */
	private List<ConsumerUnit> units(String name) {
		RunningUnits running = this.runner.running();
		return (running != null) ? running.activeUnits(name) : List.of();
	}

	private boolean isPassed(String name, long notificationId) {
		Map<ConsumerId, TrackedConsumer> rows = this.stored.read();
		return this.known.active(name).stream().allMatch((id) -> isPassed(id, rows.get(id), notificationId));
	}

	private boolean isPassed(ConsumerId id, @Nullable TrackedConsumer row, long notificationId) {
		if (row == null) {
			return notificationId == 0;
		}
		if (row.position().notificationId() >= notificationId) {
			return true;
		}
		if (row.failure() != null && row.failure().attempts() >= maxAttempts(id)
				&& row.failure().notificationId() <= notificationId) {
			throw new ProjectionFailedException(id.consumer(), row.failure().cause());
		}
		return false;
	}

	private static void pause(long nanos) {
		LockSupport.parkNanos(Math.min(nanos, StoredPositions.INTERVAL.toNanos()));
		if (Thread.currentThread().isInterrupted()) {
			throw new EventSourcingException("Interrupted while waiting for a projection");
		}
	}

	private int maxAttempts(ConsumerId id) {
		return this.known.find(id.consumer(), id.version())
			.map((consumer) -> consumer.options().maxAttempts())
			.orElse(ProjectionOptions.DEFAULT_MAX_ATTEMPTS);
	}

	@Override
	public int activeVersion(String name) {
		return this.known.active(name).get(0).version();
	}

	@Override
	public List<ProjectionState> states() {
		LogHeads heads = heads();
		Map<ConsumerId, TrackedConsumer> rows = this.stored.readNow();
		List<ProjectionState> states = new ArrayList<>();
		for (Consumer consumer : this.known.consumers()) {
			if (!rows.containsKey(consumer.id())) {
				states.add(ProjectionStates.neverStarted(consumer.id(), heads.ifReadable(consumer.id())));
			}
		}
		rows.forEach((id, row) -> {
			long head = heads.ifReadable(id);
			states.add(this.known.contains(id) ? state(id, row, head) : ProjectionStates.orphaned(row, head));
		});
		states.sort(Comparator.comparing(ProjectionState::name)
			.thenComparingInt(ProjectionState::version)
			.thenComparingInt(ProjectionState::partition));
		return List.copyOf(states);
	}

	private ProjectionState state(ConsumerId id, TrackedConsumer row, long head) {
		RunningUnits running = this.runner.running();
		ConsumerUnit unit = (running != null) ? running.unit(id) : null;
		if (unit == null) {
			return ProjectionStates.of(row, null, head, maxAttempts(id));
		}
		return ProjectionStates.withHandler(
				ProjectionStates.of(row, unit.progress().passedIfOwned(), head, maxAttempts(id)), unit.watch().stuck());
	}

}
