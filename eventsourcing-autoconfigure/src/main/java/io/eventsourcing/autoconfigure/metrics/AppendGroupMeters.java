package io.eventsourcing.autoconfigure.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.persistence.recorder.AppendObserver;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures how saves are grouped. The recorder may be created before the registry, so the
 * meters are added when they are bound.
 */
final class AppendGroupMeters implements AppendObserver, MeterBinder {

	/** One for each registry. */
	private final List<Meters> meters = new CopyOnWriteArrayList<>();

	/** The meters of a registry. */
	private record Meters(DistributionSummary group, Timer waits, Timer writes) {
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Tags tags = Tags.of(StoreName.TAG, StoreName.DEFAULT);
		this.meters.add(new Meters(
				DistributionSummary.builder("eventsourcing.append.group")
					.description("Events that were written in one transaction")
					.baseUnit("events")
					.tags(tags)
					.register(registry),
				Timer.builder("eventsourcing.append.wait")
					.description("Time that the first save of a group waited for preceding groups")
					.tags(tags)
					.register(registry),
				Timer.builder("eventsourcing.append.write")
					.description("Duration of a transaction, including the waits for a connection and for the lock")
					.tags(tags)
					.register(registry)));
	}

	@Override
	public void stored(Group group) {
		for (Meters each : this.meters) {
			each.group().record(group.events());
			each.waits().record(group.waited());
			each.writes().record(group.written());
		}
	}

}
