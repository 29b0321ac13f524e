package io.eventsourcing.autoconfigure.projection.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.eventsourcing.autoconfigure.actuate.EventSourcingHealthContributorAutoConfiguration;
import io.eventsourcing.autoconfigure.actuate.HealthPart;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties;
import io.eventsourcing.autoconfigure.projection.ProjectionSummaries;
import io.eventsourcing.autoconfigure.projection.RunnableProjections;
import io.eventsourcing.projection.runner.ProjectionRunner;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the health of projections and process
 * applications.
 */
@AutoConfiguration(after = EventSourcingProjectionAutoConfiguration.class,
		before = EventSourcingHealthContributorAutoConfiguration.class)
@ConditionalOnClass({ ProjectionRunner.class, HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("eventsourcing")
public final class EventSourcingProjectionHealthAutoConfiguration {

	@Bean
	HealthPart eventSourcingProjectionHealth(RunnableProjections beans, ProjectionSummaries summaries,
			EventSourcingProjectionProperties properties) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		for (String name : beans.kinds().keySet()) {
			contributors.put(pathElement(name), new ProjectionHealthIndicator(name, summaries, properties.health()));
		}
		return new HealthPart("projections", CompositeHealthContributor.fromMap(contributors));
	}

	/** A slash separates the elements of a path. */
	private static String pathElement(String name) {
		return name.replace('/', '-');
	}

}
