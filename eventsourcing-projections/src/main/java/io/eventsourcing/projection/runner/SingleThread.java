package io.eventsourcing.projection.runner;

import java.util.List;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.runner.ProjectionRunner.Settings;

/** Runs units in the calling thread until there are no more events to handle. */
final class SingleThread {

	private static final int MAX_OUTAGES = 3;

	private final Settings settings;

	private final Units units;

	private final LeaseKeeper leaseKeeper;

	SingleThread(Settings settings) {
		this.settings = settings;
		this.units = new Units(settings);
		this.leaseKeeper = new LeaseKeeper(settings, this.units.all(), (unit) -> {
		});
	}

	void run() {
		try {
			boolean progress = true;
			while (progress) {
				// The renewal also takes units and stores positions, until there is no
				// progress
				this.leaseKeeper.renew();
				progress = false;
				for (ConsumerUnit unit : this.units.all()) {
					progress |= run(unit);
				}
			}
			this.leaseKeeper.renew();
		}
		finally {
			this.settings.leases().leave(this.settings.runner().id());
		}
	}

	/** Processes a unit until it is idle; returns whether there was anything to do. */
	private boolean run(ConsumerUnit unit) {
		UnitProcessor processor = this.units.processor(unit);
		boolean progress = false;
		int outages = 0;
		Outcome outcome = processor.process();
		while (outcome.more()) {
			progress = true;
			if (!outcome.delay().isZero()) {
				requireNotFailed(unit, processor, ++outages);
			}
			outcome = processor.process();
		}
		unit.end(false);
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

}
