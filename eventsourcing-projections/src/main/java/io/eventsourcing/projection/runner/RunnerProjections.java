package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.Projections;
import org.jspecify.annotations.Nullable;

/**
 * Waits for, pauses and resumes the projections of all processes. For a projection that
 * this process runs, the position is in memory; for all others, one query every ten
 * milliseconds serves all callers.
 */
final class RunnerProjections implements Projections, ProjectionOperations {

	private final ProjectionRunner runner;

	private final StoredPositions stored;

	private final Map<ConsumerId, Consumer> known = new HashMap<>();

	RunnerProjections(ProjectionRunner runner) {
		this.runner = runner;
		this.stored = new StoredPositions(runner.settings().tracking());
		runner.settings().consumers().forEach((consumer) -> this.known.put(consumer.id(), consumer));
	}

	@Override
	public boolean await(String name, long notificationId, Duration timeout) {
		ConsumerId id = require(name);
		return await(id, notificationId, System.nanoTime() + timeout.toNanos());
	}

	@Override
	public boolean await(String name, Collection<Recording> saved, Duration timeout) {
		boolean passed = Projections.super.await(name, saved, timeout);
		if (passed && !saved.isEmpty()) {
			requireNotParked(require(name), saved);
		}
		return passed;
	}

	private void requireNotParked(ConsumerId id, Collection<Recording> saved) {
		ConsumerUnit unit = unit(id);
		boolean maybe = (unit != null && unit.isOwned()) ? unit.hasParkedEvents()
				: this.runner.settings().parkedEvents().count(id) > 0;
		if (!maybe) {
			return;
		}
		Set<Long> ids = saved.stream().map(Recording::notificationId).collect(Collectors.toSet());
		for (ParkedEvent event : this.runner.settings().parkedEvents().find(id)) {
			if (ids.contains(event.notificationId())) {
				throw new ProjectionFailedException(id.consumer(), Objects.requireNonNullElse(event.cause(),
						"the event waits behind another event of its aggregate that is parked"));
			}
		}
	}

	@Override
	public boolean awaitAll(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		long head = this.runner.settings().log().maxId();
		for (ConsumerId id : this.known.keySet()) {
			if (!await(id, head, deadline)) {
				return false;
			}
		}
		return true;
	}

	private boolean await(ConsumerId id, long notificationId, long deadline) {
		while (true) {
			ConsumerUnit unit = unit(id);
			if (unit != null && unit.isOwned()) {
				if (unit.await(notificationId, deadline - System.nanoTime())) {
					return true;
				}
			}
			else if (isPassed(id, notificationId)) {
				return true;
			}
			if (deadline - System.nanoTime() <= 0) {
				return false;
			}
			pause(deadline - System.nanoTime());
		}
	}

	private @Nullable ConsumerUnit unit(ConsumerId id) {
		RunningUnits running = this.runner.running();
		return (running != null) ? running.unit(id) : null;
	}

	private boolean isPassed(ConsumerId id, long notificationId) {
		TrackedConsumer row = this.stored.read().get(id);
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
		Consumer consumer = this.known.get(id);
		return (consumer != null) ? consumer.options().maxAttempts() : ProjectionOptions.DEFAULT_MAX_ATTEMPTS;
	}

	@Override
	public List<ProjectionState> states() {
		long head = this.runner.settings().log().maxId();
		Map<ConsumerId, TrackedConsumer> rows = this.stored.readNow();
		List<ProjectionState> states = new ArrayList<>();
		for (ConsumerId id : this.known.keySet()) {
			ConsumerUnit unit = unit(id);
			Long passed = (unit != null) ? unit.passed() : null;
			states.add(ProjectionStates.of(id, rows.get(id), passed, head, maxAttempts(id)));
		}
		rows.forEach((id, row) -> {
			if (!this.known.containsKey(id)) {
				states.add(ProjectionStates.orphaned(row, head));
			}
		});
		states.sort(Comparator.comparing(ProjectionState::name));
		return List.copyOf(states);
	}

	@Override
	public void pause(String name) {
		set(name, ConsumerState.PAUSED);
	}

	@Override
	public void resume(String name) {
		set(name, ConsumerState.RUNNING);
	}

	private void set(String name, ConsumerState state) {
		if (name.equals(ConsumerScope.current())) {
			throw new IllegalStateException(
					"The projection '%s' cannot pause or resume itself while it handles an event".formatted(name));
		}
		ConsumerId id = require(name);
		if (!this.runner.settings().tracking().setState(id, state)) {
			// The projection is not stored yet, because it has never been started
			this.runner.settings().tracking().register(id, 0);
			this.runner.settings().tracking().setState(id, state);
		}
	}

	/**
	 * Returns the id of a projection.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	ConsumerId require(String name) {
		ConsumerId id = ConsumerId.ofOwnLog(Objects.requireNonNull(name, "name"));
		if (!this.known.containsKey(id)) {
			Map<ConsumerId, TrackedConsumer> rows = this.stored.readNow();
			if (!rows.containsKey(id)) {
				TreeSet<String> names = new TreeSet<>();
				this.known.keySet().forEach((each) -> names.add(each.consumer()));
				rows.keySet().forEach((each) -> names.add(each.consumer()));
				throw new IllegalArgumentException(
						"There is no projection with the name '%s', only %s".formatted(name, names));
			}
		}
		return id;
	}

}
