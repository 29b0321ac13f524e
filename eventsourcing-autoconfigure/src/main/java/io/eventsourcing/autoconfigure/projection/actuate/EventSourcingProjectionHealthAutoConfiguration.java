package io.eventsourcing.autoconfigure.projection.actuate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.eventsourcing.autoconfigure.actuate.health.EventSourcingHealthContributorAutoConfiguration;
import io.eventsourcing.autoconfigure.actuate.health.HealthPart;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties;
import io.eventsourcing.autoconfigure.projection.ProjectionSummaries;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
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
@ConditionalOnBean(RunnableProjections.class)
public final class EventSourcingProjectionHealthAutoConfiguration {

	@Bean
	HealthPart eventSourcingProjectionHealth(RunnableProjections beans, ProjectionSummaries summaries,
			EventSourcingProjectionProperties properties) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		Map<String, String> namesByPath = new HashMap<>();
		for (String name : beans.kinds().keySet()) {
			requireUnique(name, namesByPath.putIfAbsent(pathElement(name), name));
			contributors.put(pathElement(name), new ProjectionHealthIndicator(name, summaries, properties));
		}
		return new HealthPart("projections", CompositeHealthContributor.fromMap(contributors));
	}

	private static void requireUnique(String name, @Nullable String other) {
		if (other != null) {
			throw new EventSourcingSetupException(
					"The projections '%s' and '%s' have the same path in the health endpoint, '%s'".formatted(other,
							name, pathElement(name)),
					"Rename one of them: a hyphen replaces each slash of a name in the path.", null);
		}
	}

	/** A slash separates the elements of a path. */
	private static String pathElement(String name) {
		return name.replace('/', '-');
	}

}
