package io.eventsourcing.autoconfigure.projection.metrics;

import io.eventsourcing.autoconfigure.projection.ProjectionSummaries;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The gauges of projections and process applications. The states are asked for when the
 * gauges are read, so that start-up needs no database if beans are initialized lazily.
 */
final class ProjectionMeters implements MeterBinder {

	private static final double NANOS_PER_SECOND = 1e9;

	private final RunnableProjections beans;

	private final ObjectProvider<ProjectionSummaries> summaries;

	ProjectionMeters(RunnableProjections beans, ObjectProvider<ProjectionSummaries> summaries) {
		this.beans = beans;
		this.summaries = summaries;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.beans.kinds().keySet().forEach((name) -> bind(name, registry));
	}

	private ProjectionSummaries summaries() {
		return this.summaries.getObject();
	}

	private void bind(String name, MeterRegistry registry) {
		Tags tags = Tags.of("projection", name, StoreName.TAG, StoreName.DEFAULT);
		Gauge.builder("eventsourcing.projection.position", () -> summaries().of(name).position())
			.description("Notification id up to which all events have been handled")
			.tags(tags)
			.register(registry);
		Gauge.builder("eventsourcing.projection.lag", () -> summaries().of(name).lag())
			.description("Maximum number of events that remain to be handled")
			.baseUnit("events")
			.tags(tags)
			.register(registry);
		Gauge.builder("eventsourcing.projection.parked", () -> summaries().parked(name))
			.description("Events that could not be handled, and those that wait behind them")
			.baseUnit("events")
			.tags(tags)
			.register(registry);
		if (this.beans.followsOwnLog(name)) {
			Gauge
				.builder("eventsourcing.projection.lag.time",
						() -> summaries().lagTime(name).toNanos() / NANOS_PER_SECOND)
				.description("Age of the first event that has not been handled")
				.baseUnit("seconds")
				.tags(tags)
				.register(registry);
		}
	}

}
