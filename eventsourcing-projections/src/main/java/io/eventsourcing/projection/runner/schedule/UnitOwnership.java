package io.eventsourcing.projection.runner.schedule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Units;

/**
 * Determines which units this process owns: adopts the stored owners, takes units without
 * an owner up to the fair share of this process, and releases units beyond that share.
 * Used by the thread that renews the lease; only {@link #reload} is thread-safe.
 */
final class UnitOwnership {

	private final RunnerSettings settings;

	private final Runner runner;

	private final Units units;

	private final UnitQueue queue;

	private final Share share = new Share();

	/**
	 * Counts the reloads. A renewal that has read the rows before a reload must not grant
	 * units, because it would restore the positions that the reload has discarded.
	 * Guarded by this object.
	 */
	private long reloads;

	/** The reloads before the renewal in progress; guarded by this object. */
	private long reloadsBefore;

	UnitOwnership(RunnerSettings settings, Units units, UnitQueue queue) {
		this.settings = settings;
		this.runner = settings.runner();
		this.units = units;
		this.queue = queue;
	}

	/** Must be called in each renewal before the rows are read. */
	synchronized void beforeRead() {
		this.reloadsBefore = this.reloads;
	}

	/**
	 * Adopts the stored owners and states.
	 * @param wasOver whether the lease had expired, so that the units were not processed
	 */
	void adopt(Map<ConsumerId, TrackedConsumer> rows, boolean wasOver) {
		this.units.all().forEach((unit) -> adopt(unit, rows, wasOver));
	}

	private void adopt(ConsumerUnit unit, Map<ConsumerId, TrackedConsumer> rows, boolean wasOver) {
		TrackedConsumer row = rows.get(unit.id());
		boolean resumed = unit.update(row, this.runner.id());
		if (row != null && row.isOwnedBy(this.runner.id()) && !unit.isOwned()) {
			// It was not released, because another transaction was changing the row
			grant(unit, row, false);
		}
		else if (resumed || wasOver) {
			this.queue.schedule(unit);
		}
	}

	private void grant(ConsumerUnit unit, TrackedConsumer row, boolean abandoned) {
		synchronized (this) {
			if (this.reloads != this.reloadsBefore) {
				return;
			}
			unit.grant(row, abandoned);
		}
		this.queue.schedule(unit);
	}

	/**
	 * Releases a unit beyond the share of this process, or takes units up to it.
	 * @param living the number of live processes, including this one
	 */
	void balance(Collection<TrackedConsumer> rows, int living) {
		release();
		List<ConsumerId> free = this.units.all()
			.stream()
			.filter((unit) -> !unit.isOwned())
			.map(ConsumerUnit::id)
			.toList();
		int owned = this.units.all().size() - free.size();
		Share.Decision decision = this.share.decide(this.runner.id(),
				this.units.all().stream().map(ConsumerUnit::id).toList(), rows, living, this.settings.lease());
		if (decision.surplus()) {
			this.units.all()
				.stream()
				.filter(ConsumerUnit::isOwned)
				.max(Comparator.comparing(ConsumerUnit::isIdle))
				.ifPresent((unit) -> {
					this.share.released(unit.id());
					unit.leave();
				});
			release();
		}
		else if (owned < decision.maximum() && !free.isEmpty()) {
			take(this.share.withoutRecent(free), decision.maximum() - owned, rows);
		}
	}

	private void take(Collection<ConsumerId> free, int limit, Collection<TrackedConsumer> rows) {
		Set<ConsumerId> abandoned = rows.stream()
			.filter((row) -> row.owner() != null)
			.map(TrackedConsumer::id)
			.collect(Collectors.toSet());
		Map<ConsumerId, ConsumerUnit> byId = this.units.all()
			.stream()
			.collect(Collectors.toMap(ConsumerUnit::id, Function.identity()));
		for (TrackedConsumer row : this.settings.leases().take(this.runner, free, limit)) {
			ConsumerUnit unit = byId.get(row.id());
			if (unit != null) {
				grant(unit, row, abandoned.contains(row.id()));
			}
		}
	}

	/**
	 * Releases the units that are leaving and that no thread holds, so that other
	 * processes can take them.
	 */
	private void release() {
		List<ConsumerUnit> leaving = this.units.all().stream().filter(ConsumerUnit::acquireLeaving).toList();
		if (leaving.isEmpty()) {
			return;
		}
		try {
			this.settings.leases().release(this.runner.id(), leaving.stream().map(ConsumerUnit::id).toList());
			leaving.forEach(ConsumerUnit::revoke);
		}
		finally {
			leaving.forEach(this.queue::end);
		}
	}

	/**
	 * Revokes the units of a projection, because what is stored has changed. A renewal in
	 * progress does not grant them again.
	 */
	synchronized void reload(String name) {
		this.reloads++;
		this.units.all().stream().filter((unit) -> unit.id().consumer().equals(name)).forEach(ConsumerUnit::revoke);
	}

}
