package io.eventsourcing.projection.runner.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Outcome;
import io.eventsourcing.projection.runner.unit.UnitProcessor;
import io.eventsourcing.projection.runner.unit.Units;
import org.jspecify.annotations.Nullable;

/** The units and threads of a runner between its start and its stop. */
public final class RunningUnits {

	private static final Logger LOGGER = System.getLogger(RunningUnits.class.getName());

	private final RunnerSettings settings;

	private final Units units;

	private final Workers workers;

	/** One for each log. */
	private final List<Dispatcher> dispatchers;

	private final LeaseKeeper leaseKeeper;

	private final List<Thread> dispatcherThreads;

	private final Thread leaseThread;

	public RunningUnits(RunnerSettings settings) {
		this.settings = settings;
		this.units = new Units(settings);
		this.workers = new Workers(settings.threadCount(), settings.threads(), this::process);
		this.dispatchers = settings.consumers()
			.stream()
			.map(Consumer::upstream)
			.distinct()
			.map((upstream) -> new Dispatcher(upstream, this.units, this.workers))
			.toList();
		this.leaseKeeper = new LeaseKeeper(settings, this.units, this.workers);
		this.dispatcherThreads = this.dispatchers.stream()
			.map((dispatcher) -> settings.threads().newThread(dispatcher::run))
			.toList();
		this.leaseThread = settings.threads().newThread(this.leaseKeeper::run);
	}

	public void start() {
		this.leaseKeeper.prepare();
		this.workers.start();
		this.dispatcherThreads.forEach(Thread::start);
		this.leaseThread.start();
	}

	/** Returns the unit, or null if this process does not contain its code. */
	public @Nullable ConsumerUnit unit(ConsumerId id) {
		return this.units.find(id);
	}

	/**
	 * Returns the units of the version of a projection that is in use, if this process
	 * owns all of them; otherwise an empty list.
	 */
	public List<ConsumerUnit> activeUnits(String name) {
		List<ConsumerUnit> active = this.units.all()
			.stream()
			.filter((unit) -> unit.id().consumer().equals(name) && unit.isActive())
			.toList();
		return (!active.isEmpty() && active.size() == active.get(0).partitionCount()) ? active : List.of();
	}

	/** Makes the units of a projection continue from what is stored. */
	public void reload(String name) {
		this.leaseKeeper.reload(name);
	}

	/** Makes the unit check for requests for its parked events. */
	public void request(ConsumerId id) {
		ConsumerUnit unit = this.units.find(id);
		if (unit != null) {
			unit.request();
			this.workers.schedule(unit);
		}
	}

	private void process(ConsumerUnit unit) {
		Outcome outcome = Outcome.IDLE;
		try {
			UnitProcessor processor = this.units.processor(unit);
			// Unless the lease is valid, another process may own the unit
			if (processor != null) {
				outcome = this.leaseKeeper.isValid() ? processor.process()
						: Outcome.later(this.settings.lease().dividedBy(5));
			}
		}
		catch (Throwable ex) {
			// Nothing must end the worker thread, not even an undeclared checked
			// exception
			LOGGER.log(Level.ERROR, "The projection '%s' failed".formatted(unit.id().consumer()), ex);
			outcome = Outcome.later(this.settings.lease());
		}
		finally {
			if (unit.end(outcome.more())) {
				this.workers.addLater(unit, outcome.priority(), outcome.delay());
			}
		}
	}

	/**
	 * Stops the threads and releases the units; returns whether all threads have ended in
	 * time.
	 */
	public boolean stop() {
		this.dispatchers.forEach(Dispatcher::stop);
		this.leaseKeeper.stop();
		long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(this.settings.stopTimeout());
		boolean ended = this.workers.stop(this.settings.stopTimeout());
		// A renewal in progress could take units again after they were released
		ended &= Workers.join(this.leaseThread, Duration.ofNanos(deadline - System.nanoTime()));
		for (Thread thread : this.dispatcherThreads) {
			ended &= Workers.join(thread, Duration.ofNanos(deadline - System.nanoTime()));
		}
		try {
			this.settings.leases().leave(this.settings.runner().id());
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.WARNING,
					"The projections could not be released; other processes will take them over when the lease expires",
					ex);
		}
		return ended;
	}

}
