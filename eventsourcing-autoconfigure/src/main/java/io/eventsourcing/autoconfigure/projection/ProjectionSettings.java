package io.eventsourcing.autoconfigure.projection;

import java.time.Duration;

import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties.Health;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties.Individual;
import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;

/** Determines the options of each projection from the properties. */
final class ProjectionSettings {

	private static final String PREFIX = "eventsourcing.projections.";

	private static final Individual NOTHING = new Individual(null, null, null, null);

	private final EventSourcingProjectionProperties properties;

	private final ProjectionOptions defaults;

	ProjectionSettings(EventSourcingProjectionProperties properties) {
		this.properties = properties;
		this.defaults = options(ProjectionOptions.DEFAULTS, PREFIX, new Individual(properties.batchSize(),
				properties.maxAttempts(), properties.onFailure(), properties.maxParked()));
	}

	/**
	 * Rejects negative limits of health and start-up.
	 * @throws io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException if
	 * there is one
	 */
	void requireLimits() {
		Health health = this.properties.health();
		requireNotNegative(this.properties.startTimeout().isNegative(), "The time for which start-up waits",
				"start-timeout");
		Duration maxLagTime = health.maxLagTime();
		requireNotNegative(maxLagTime != null && maxLagTime.isNegative(), "The maximum age of an event",
				"health.max-lag-time");
		Long maxLag = health.maxLag();
		requireNotNegative(maxLag != null && maxLag < 0, "The maximum lag", "health.max-lag");
		Integer maxParked = health.maxParked();
		requireNotNegative(maxParked != null && maxParked < 0, "The maximum number of parked events",
				"health.max-parked");
	}

	private static void requireNotNegative(boolean negative, String what, String property) {
		Settings.use(() -> {
			if (negative) {
				throw new IllegalArgumentException(what + " must not be negative");
			}
			return property;
		}, PREFIX + property);
	}

	/** Returns the options of a projection. */
	ProjectionOptions of(String name) {
		return options(this.defaults, PREFIX + "by-name." + name + '.',
				this.properties.byName().getOrDefault(name, NOTHING));
	}

	private static ProjectionOptions options(ProjectionOptions defaults, String prefix, Individual values) {
		Integer batchSize = values.batchSize();
		ProjectionOptions sized = (batchSize != null)
				? Settings.use(() -> defaults.batchSize(batchSize), prefix + "batch-size") : defaults;
		Integer attempts = values.maxAttempts();
		ProjectionOptions limited = (attempts != null)
				? Settings.use(() -> sized.maxAttempts(attempts), prefix + "max-attempts") : sized;
		OnFailure onFailure = values.onFailure();
		ProjectionOptions decided = (onFailure != null) ? limited.onFailure(onFailure) : limited;
		Integer maxParked = values.maxParked();
		return (maxParked != null) ? Settings.use(() -> decided.maxParked(maxParked), prefix + "max-parked") : decided;
	}

}
