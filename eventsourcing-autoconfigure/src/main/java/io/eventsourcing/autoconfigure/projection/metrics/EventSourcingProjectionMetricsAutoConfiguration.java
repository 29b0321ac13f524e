package io.eventsourcing.autoconfigure.projection.metrics;

import io.eventsourcing.autoconfigure.metrics.EventSourcingMetricsAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.ProjectionSummaries;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the meters of projections that are not
 * observations.
 */
@AutoConfiguration(after = EventSourcingProjectionAutoConfiguration.class,
		afterName = EventSourcingMetricsAutoConfiguration.REGISTRIES)
@ConditionalOnClass({ ProjectionRunner.class, MeterRegistry.class })
@ConditionalOnBean({ MeterRegistry.class, RunnableProjections.class })
public final class EventSourcingProjectionMetricsAutoConfiguration {

	@Bean
	ProjectionMeters eventSourcingProjectionMeters(RunnableProjections beans,
			ObjectProvider<ProjectionSummaries> summaries) {
		return new ProjectionMeters(beans, summaries);
	}

	@Bean
	ProjectionFailureMeters eventSourcingProjectionFailureMeters(RunnableProjections beans) {
		return new ProjectionFailureMeters(beans);
	}

}
