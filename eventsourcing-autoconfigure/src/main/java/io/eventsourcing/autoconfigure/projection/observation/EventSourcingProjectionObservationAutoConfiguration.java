package io.eventsourcing.autoconfigure.projection.observation;

import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link AutoConfiguration Auto-configuration} of the {@link ProjectionObservation
 * observations} of projections.
 */
@AutoConfiguration(after = EventSourcingProjectionAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ProjectionRunner.class, ObservationRegistry.class })
@ConditionalOnBean(ObservationRegistry.class)
public final class EventSourcingProjectionObservationAutoConfiguration {

	@Bean
	@Order(0)
	HandlingObserver eventSourcingObservedHandling(ObservationRegistry registry,
			ObjectProvider<HandleObservationConvention> handle, ObjectProvider<BatchObservationConvention> batch) {
		return registry.isNoop() ? HandlingObserver.NONE
				: new ObservedHandling(registry, handle.getIfAvailable(), batch.getIfAvailable());
	}

}
