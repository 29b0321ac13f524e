package io.eventsourcing.autoconfigure.actuate.health;

import java.util.LinkedHashMap;
import java.util.Map;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.support.StoreReads;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} of the health of the event store, which
 * consists of the store and of each projection.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("eventsourcing")
@ConditionalOnBean(ApplicationRecorder.class)
@Import(StoreReads.class)
public final class EventSourcingHealthContributorAutoConfiguration {

	/** Named so that the health is shown, and can be put into groups, in lower case. */
	private static final String BEAN_NAME = "eventsourcingHealthContributor";

	@Bean(BEAN_NAME)
	@ConditionalOnMissingBean(name = BEAN_NAME)
	CompositeHealthContributor eventSourcingHealthContributor(StoreReads reads, ObjectProvider<HealthPart> parts) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		contributors.put("store", new StoreHealthIndicator(reads));
		parts.orderedStream().forEach((part) -> contributors.put(part.name(), part.contributor()));
		return CompositeHealthContributor.fromMap(contributors);
	}

}
