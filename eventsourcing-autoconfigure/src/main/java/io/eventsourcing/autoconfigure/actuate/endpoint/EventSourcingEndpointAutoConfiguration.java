package io.eventsourcing.autoconfigure.actuate.endpoint;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the {@link EventSourcingEndpoint} and
 * its extensions.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(EventSourcingEndpoint.class)
@ConditionalOnBean({ ApplicationRecorder.class, Topics.class })
public final class EventSourcingEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EventSourcingEndpoint eventSourcingEndpoint(ApplicationRecorder recorder, Topics topics,
			ListableBeanFactory beanFactory, ObjectProvider<EventSourcingSchemaVerifier> verifier,
			ObjectProvider<ProjectionOperator> operator) {
		EventStoreDescriptorFactory store = new EventStoreDescriptorFactory(recorder, topics, beanFactory,
				verifier.getIfAvailable());
		return new EventSourcingEndpoint(store, operator.getIfAvailable(NoProjections::new));
	}

	@Bean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	EventSourcingEndpointWebExtension eventSourcingEndpointWebExtension(EventSourcingEndpoint endpoint) {
		return new EventSourcingEndpointWebExtension(endpoint);
	}

	@Bean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	EventSourcingEndpointJmxExtension eventSourcingEndpointJmxExtension(EventSourcingEndpoint endpoint) {
		return new EventSourcingEndpointJmxExtension(endpoint);
	}

}
