package io.eventsourcing.autoconfigure.observation;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.metadata.EventSourcingMetadataAutoConfiguration;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.persistence.topics.Topics;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the {@link EventSourcingObservation
 * observations} of the event store.
 */
@AutoConfiguration(after = { EventSourcingAutoConfiguration.class, EventSourcingMetadataAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ ObservationRegistry.class, Topics.class })
public final class EventSourcingObservationAutoConfiguration {

	/** Asks for the other beans late, because a post-processor is created before them. */
	@Bean
	static ObservedEventStorePostProcessor eventSourcingObservedEventStorePostProcessor(
			ObjectProvider<ObservationRegistry> registry, ObjectProvider<Topics> topics,
			ObjectProvider<SaveCounter> counter, ObjectProvider<AppendObservationConvention> append,
			ObjectProvider<LoadObservationConvention> load,
			@Qualifier(EventSourcingMetadataAutoConfiguration.TRACE) ObjectProvider<MetadataSource> trace) {
		return new ObservedEventStorePostProcessor(() -> new StoreObservations(registry.getObject(), topics.getObject(),
				counter.getIfAvailable(), append.getIfAvailable(), load.getIfAvailable(), trace.getIfAvailable()));
	}

}
