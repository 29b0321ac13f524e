package io.eventsourcing.projection.runner.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Outcome;
import io.eventsourcing.projection.runner.unit.UnitProcessor;
import io.eventsourcing.projection.runner.unit.Units;

/** Runs units in the calling thread until there are no more events to handle. */
public final class SingleThread {

	private static final int MAX_OUTAGES = 3;

	private final RunnerSettings settings;

	private final Units units;

	private final LeaseKeeper leaseKeeper;

	public SingleThread(RunnerSettings settings) {
		this.settings = settings;
		this.units = new Units(settings);
		this.leaseKeeper = new LeaseKeeper(settings, this.units, new NoQueue());
	}

	public void run() {
		try {
			handleAll();
		}
		catch (RuntimeException | Error ex) {
			leaveAfter(ex);
			throw ex;
		}
		leave();
	}

	private void handleAll() {
		register();
		boolean progress = true;
		while (progress) {
			// The renewal also takes units and stores positions, until there is no
			// progress
			this.leaseKeeper.renew();
			requireOwned();
			progress = false;
			for (ConsumerUnit unit : this.units.all()) {
				progress |= run(unit);
			}
		}
		this.leaseKeeper.renew();
	}

	/** Whatever ended the run probably prevents this as well. */
	private void leaveAfter(Throwable failure) {
		try {
			leave();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void leave() {
		this.settings.leases().leave(this.settings.runner().id());
	}

	/**
	 * Stores the projections that are not stored yet. If one starts at the end of a
	 * remote log that cannot be read, the keeper of the lease would leave it out until
	 * the log can be read.
	 */
	private void register() {
		Set<ConsumerId> stored = this.settings.tracking()
			.consumers()
			.stream()
			.map(TrackedConsumer::id)
			.collect(Collectors.toSet());
		this.settings.consumers()
			.stream()
			.filter((consumer) -> !stored.contains(consumer.id()))
			// The lowest version is registered first, so that it is the active one
			.sorted(Comparator.comparing(Consumer::id))
			.forEach(this::register);
	}

	private void register(Consumer consumer) {
		try {
			this.settings.register(consumer);
		}
		catch (RuntimeException ex) {
			throw new ProjectionFailedException(consumer.definition().name(), ex);
		}
	}

	private void requireOwned() {
		List<String> others = this.units.all().stream().filter((unit) -> !unit.isOwned()).map(this::reason).toList();
		if (!others.isEmpty()) {
			throw new IllegalStateException(
					"The projections cannot be run in this process: %s. Stop the other processes that run them, or wait until the leases of those processes have expired."
						.formatted(String.join("; ", others)));
		}
	}

	private String reason(ConsumerUnit unit) {
		Runner owner = this.settings.tracking()
			.find(unit.id())
			.filter(TrackedConsumer::leased)
			.map(TrackedConsumer::owner)
			.orElse(null);
		return "'%s' %s".formatted(unit.id().consumer(), (owner != null) ? "is run by the process " + owner.name()
				: "is being changed or taken over by another process");
	}

	/** Processes a unit until it is idle; returns whether there was anything to do. */
	private boolean run(ConsumerUnit unit) {
		UnitProcessor processor = this.units.processor(unit);
		if (processor == null) {
			return true;
		}
		boolean progress = false;
		int outages = 0;
		Outcome outcome = processor.process();
		while (outcome.more()) {
			progress = true;
			if (!outcome.delay().isZero()) {
				requireNotFailed(unit, processor, ++outages);
				if (!unit.isActive()) {
					// It may wait for its other partitions, which are processed in turn
					break;
				}
			}
			outcome = processor.process();
		}
		unit.end(false);
		if (processor.hasPassedFailure()) {
			throw new ProjectionFailedException(unit.id().consumer(), processor.lastFailure());
		}
		return progress;
	}

	private void requireNotFailed(ConsumerUnit unit, UnitProcessor processor, int outages) {
		List<ConsumerFailure> failures = this.settings.tracking()
			.find(unit.id())
			.map(TrackedConsumer::failure)
			.stream()
			.toList();
		int maxAttempts = unit.consumer().options().maxAttempts();
		if (outages > MAX_OUTAGES * maxAttempts
				|| failures.stream().anyMatch((failure) -> failure.attempts() >= maxAttempts)) {
			throw new ProjectionFailedException(unit.id().consumer(), processor.lastFailure());
		}
	}

	/** All units are processed in turn, so none has to be queued. */
	private static final class NoQueue implements UnitQueue {

		@Override
		public void add(ConsumerUnit unit) {
		}

		@Override
		public void hasten(ConsumerUnit unit) {
		}

	}

}
