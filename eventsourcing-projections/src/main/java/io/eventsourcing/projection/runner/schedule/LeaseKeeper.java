package io.eventsourcing.projection.runner.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
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
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * Renews the lease of this process five times per lease duration, stores the positions of
 * units that have passed events without handling them, and lets {@link UnitOwnership}
 * take and release units.
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

	/** Has permits if the next renewal must not wait. */
	private final Semaphore early = new Semaphore(0);

	private volatile boolean stopped;

	private final UnitOwnership ownership;

	/**
	 * Used by the thread that renews the lease. Until {@link #run()} replaces it, remote
	 * logs are read by that thread itself.
	 */
	private NewProjections newProjections;

	/** Null unless {@link #run()} is called, because a single run is not a start. */
	private @Nullable UnusedPositions unusedPositions;

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
		this.ownership = new UnitOwnership(settings, units, queue);
		this.newProjections = new NewProjections(settings, Runnable::run);
	}

	/**
	 * Stores the projections that start at the end of the log of their own store. Called
	 * before the application is up: events that it saves before the thread of this object
	 * reads the end of the log would never be handled.
	 */
	void prepare() {
		if (!this.newProjections.anyStartsAtTheEndOfTheOwnLog()) {
			return;
		}
		try {
			this.newProjections.registerLocally(select().keySet());
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.WARNING,
					"The end of the log could not be read; projections that start there will not handle the events that are saved before it can be read",
					ex);
		}
	}

	/**
	 * Runs until {@link #stop()} is called. A remote log is read in a separate thread,
	 * because the lease would expire while its server does not respond.
	 */
	public void run() {
		this.newProjections = new NewProjections(this.settings,
				(task) -> this.settings.threads().newThread(task).start());
		this.unusedPositions = new UnusedPositions(this.settings.consumers());
		long interval = this.settings.lease().toNanos() / 5;
		while (!this.stopped) {
			tick();
			pause(interval);
		}
	}

	/** Waits for the next renewal, which {@code early} makes due at once. */
	private void pause(long nanos) {
		try {
			if (this.early.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
				this.early.drainPermits();
			}
		}
		catch (InterruptedException ex) {
			// Without this thread, no unit would run; only stop() ends it
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
			this.ownership.beforeRead();
			Map<ConsumerId, TrackedConsumer> rows = rows();
			if (this.unusedPositions != null) {
				this.unusedPositions.report(rows.values());
			}
			this.units.update(rows);
			held.forEach((unit) -> stored(unit, rows));
			this.ownership.adopt(rows, wasOver);
			this.ownership.balance(rows.values(), living);
			request();
		}
		finally {
			held.forEach(this.queue::end);
		}
	}

	/** Reads the stored states, after the projections that are missing were stored. */
	private Map<ConsumerId, TrackedConsumer> rows() {
		Map<ConsumerId, TrackedConsumer> rows = select();
		return this.newProjections.register(rows.keySet()) ? select() : rows;
	}

	private Map<ConsumerId, TrackedConsumer> select() {
		return this.settings.tracking()
			.consumers()
			.stream()
			.collect(Collectors.toMap(TrackedConsumer::id, Function.identity()));
	}

	/** Adopts the position that was just stored for a unit that this object holds. */
	private void stored(ConsumerUnit unit, Map<ConsumerId, TrackedConsumer> rows) {
		TrackedConsumer row = rows.get(unit.id());
		if (row != null) {
			unit.stored(row.position());
		}
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

	/**
	 * Makes the units of a projection continue from what is stored, because it has
	 * changed. Until the next renewal, which takes place at once, nobody relies on their
	 * positions.
	 */
	public void reload(String name) {
		this.ownership.reload(name);
		this.early.release();
	}

	public void stop() {
		this.stopped = true;
		this.early.release();
	}

}
