package io.eventsourcing.projection.runner.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Units;

/**
 * Renews the lease of this process five times per lease duration, takes units without an
 * owner up to the fair share of this process, and releases units beyond that share.
 * <p>
 * It runs in a separate thread, which never runs handlers, so that slow handlers do not
 * delay renewals. If the lease expires nevertheless, this process begins no further
 * batches. Correctness does not depend on that, because the epoch fences off each
 * transaction.
 */
public final class LeaseKeeper {

	private static final Logger LOGGER = System.getLogger(LeaseKeeper.class.getName());

	private final RunnerSettings settings;

	private final Runner runner;

	private final Units units;

	private final UnitQueue queue;

	/**
	 * Counts the reloads. A renewal that has read the rows before a reload must not grant
	 * units, because it would restore the positions that the reload has discarded.
	 * Guarded by this object.
	 */
	private long reloads;

	/** The reloads before the renewal in progress; guarded by this object. */
	private long reloadsBefore;

	/** Has permits if the next renewal must not wait. */
	private final Semaphore early = new Semaphore(0);

	private volatile boolean stopped;

	private final Share share = new Share();

	/**
	 * Used by the thread that renews the lease. Until {@link #run()} replaces it, remote
	 * logs are read by that thread itself.
	 */
	private StartPositions starts = new StartPositions(Runnable::run);

	/** The time after which no batch may begin, unless the lease is renewed. */
	private volatile long validUntil = System.nanoTime();

	private volatile boolean failing;

	/**
	 * @param queue queues a unit for the worker threads
	 */
	public LeaseKeeper(RunnerSettings settings, Units units, UnitQueue queue) {
		this.settings = settings;
		this.runner = settings.runner();
		this.units = units;
		this.queue = queue;
	}

	/**
	 * Runs until {@link #stop()} is called. A remote log is read in a separate thread,
	 * because the lease would expire while its server does not respond.
	 */
	public void run() {
		this.starts = new StartPositions((task) -> this.settings.threads().newThread(task).start());
		long interval = this.settings.lease().toNanos() / 5;
		try {
			while (!this.stopped) {
				tick();
				if (this.early.tryAcquire(interval, TimeUnit.NANOSECONDS)) {
					this.early.drainPermits();
				}
			}
		}
		catch (InterruptedException ex) {
			LOGGER.log(Level.WARNING,
					"The thread that renews the lease of the projections was interrupted and has ended");
		}
	}

	/**
	 * Returns whether the lease has not expired, so that other processes do not take
	 * over.
	 */
	public boolean isValid() {
		return this.validUntil - System.nanoTime() > 0;
	}

	private void tick() {
		try {
			this.units.all().forEach((unit) -> unit.watch().check());
			renew();
			this.failing = false;
		}
		catch (RuntimeException | Error ex) {
			// An error must not end the thread, without which no unit runs
			if (!this.failing && !this.stopped) {
				LOGGER.log(Level.WARNING,
						"The lease of the projections of this process could not be renewed; the renewal will be retried",
						ex);
			}
			this.failing = true;
		}
	}

	public void renew() {
		long now = System.nanoTime();
		List<ConsumerUnit> held = new ArrayList<>();
		try {
			List<PositionMove> moves = new ArrayList<>();
			for (ConsumerUnit unit : this.units.all()) {
				PositionMove move = unit.acquireMove();
				if (move != null) {
					held.add(unit);
					moves.add(move);
				}
			}
			int living = this.settings.leases().renew(this.runner, this.settings.lease(), moves);
			boolean wasOver = !isValid();
			this.validUntil = now + this.settings.lease().toNanos();
			synchronized (this) {
				this.reloadsBefore = this.reloads;
			}
			Map<ConsumerId, TrackedConsumer> rows = register(rows());
			this.units.update(rows);
			held.forEach((unit) -> adopt(unit, rows));
			this.units.all().forEach((unit) -> look(unit, rows, wasOver));
			balance(rows.values(), living);
			request();
		}
		finally {
			held.forEach(this::letGo);
		}
	}

	private Map<ConsumerId, TrackedConsumer> rows() {
		return this.settings.tracking()
			.consumers()
			.stream()
			.collect(Collectors.toMap(TrackedConsumer::id, Function.identity()));
	}

	/**
	 * Stores the projections that are not stored yet and whose start is known.
	 * @return the states that are stored now
	 */
	private Map<ConsumerId, TrackedConsumer> register(Map<ConsumerId, TrackedConsumer> rows) {
		List<Consumer> missing = this.settings.consumers()
			.stream()
			.filter((consumer) -> !rows.containsKey(consumer.id()))
			// The lowest version is registered first, so that it is the active one
			.sorted(Comparator.comparing(Consumer::id))
			.toList();
		for (Consumer consumer : missing) {
			this.starts.find(consumer).ifPresent((start) -> this.settings.register(consumer, start));
		}
		return missing.isEmpty() ? rows : rows();
	}

	/** Adopts the position that was just stored for a unit that this object holds. */
	private void adopt(ConsumerUnit unit, Map<ConsumerId, TrackedConsumer> rows) {
		TrackedConsumer row = rows.get(unit.id());
		if (row != null) {
			unit.stored(row.position());
		}
	}

	private void look(ConsumerUnit unit, Map<ConsumerId, TrackedConsumer> rows, boolean wasOver) {
		TrackedConsumer row = rows.get(unit.id());
		boolean resumed = unit.look(row, this.runner.id());
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

	/** Checks for requests for parked events, if a unit of this process has any. */
	private void request() {
		if (this.units.all().stream().noneMatch(ConsumerUnit::hasParkedEvents)) {
			return;
		}
		Set<ConsumerId> requested = this.settings.parkedEvents().requested();
		for (ConsumerUnit unit : this.units.all()) {
			if (requested.contains(unit.id())) {
				unit.request();
				this.queue.schedule(unit);
			}
		}
	}

	private void balance(Collection<TrackedConsumer> rows, int living) {
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
					this.share.gaveBack(unit.id());
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
	 * Releases to other processes the units that are leaving and that no thread holds.
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
			leaving.forEach(this::letGo);
		}
	}

	private void letGo(ConsumerUnit unit) {
		if (unit.end(false)) {
			this.queue.add(unit);
		}
	}

	/**
	 * Makes the units of a projection continue from what is stored, because it has
	 * changed. Until the next renewal, which takes place at once, nobody relies on their
	 * positions.
	 */
	public void reload(String name) {
		synchronized (this) {
			this.reloads++;
			this.units.all().stream().filter((unit) -> unit.id().consumer().equals(name)).forEach(ConsumerUnit::revoke);
		}
		this.early.release();
	}

	public void stop() {
		this.stopped = true;
		this.early.release();
	}

}
