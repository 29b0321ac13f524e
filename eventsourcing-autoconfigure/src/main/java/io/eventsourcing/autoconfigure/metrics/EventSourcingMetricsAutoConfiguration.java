package io.eventsourcing.autoconfigure.metrics;

import io.eventsourcing.autoconfigure.EventSourcingJdbcAutoConfiguration;
import io.eventsourcing.autoconfigure.support.StoreReads;
import io.eventsourcing.log.NotificationLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AutoConfiguration Auto-configuration} of the meters of the event store that are
 * not observations.
 */
@AutoConfiguration(before = EventSourcingJdbcAutoConfiguration.class,
		afterName = EventSourcingMetricsAutoConfiguration.REGISTRIES)
@ConditionalOnClass({ MeterRegistry.class, ObservationRegistry.class })
@ConditionalOnBean(MeterRegistry.class)
@Import(StoreReads.class)
public final class EventSourcingMetricsAutoConfiguration {

	/** The auto-configuration after which all registries are known. */
	public static final String REGISTRIES = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration";

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AppendGroupMeters eventSourcingAppendGroupMeters() {
		return new AppendGroupMeters();
	}

	@Bean
	AppendEventsCounter eventSourcingAppendEventsCounter(MeterRegistry registry) {
		return new AppendEventsCounter(registry);
	}

	@Bean
	StoreMeters eventSourcingStoreMeters(StoreReads reads, ObjectProvider<NotificationLog> log) {
		return new StoreMeters(reads, log);
	}

}
