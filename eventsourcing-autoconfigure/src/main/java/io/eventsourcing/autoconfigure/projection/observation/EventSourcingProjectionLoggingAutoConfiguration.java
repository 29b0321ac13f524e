package io.eventsourcing.autoconfigure.projection.observation;

import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link AutoConfiguration Auto-configuration} of the logging context in which
 * projections handle events.
 */
@AutoConfiguration(after = EventSourcingProjectionAutoConfiguration.class)
@ConditionalOnClass({ ProjectionRunner.class, MDC.class })
public final class EventSourcingProjectionLoggingAutoConfiguration {

	/** Within the observations, so that the keys are there when a method is called. */
	@Bean
	@Order(1)
	HandlingObserver eventSourcingMdcHandling() {
		return new MdcHandling();
	}

}
