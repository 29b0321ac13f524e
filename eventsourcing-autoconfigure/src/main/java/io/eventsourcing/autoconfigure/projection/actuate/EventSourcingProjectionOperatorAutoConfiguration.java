package io.eventsourcing.autoconfigure.projection.actuate;

import io.eventsourcing.autoconfigure.actuate.endpoint.EventSourcingEndpoint;
import io.eventsourcing.autoconfigure.actuate.endpoint.EventSourcingEndpointAutoConfiguration;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionOperator;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.ProjectionRunner;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the part of the endpoint that shows and
 * operates projections.
 */
@AutoConfiguration(after = EventSourcingProjectionAutoConfiguration.class,
		before = EventSourcingEndpointAutoConfiguration.class)
@ConditionalOnClass({ ProjectionRunner.class, Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(EventSourcingEndpoint.class)
@ConditionalOnBean(RunnableProjections.class)
public final class EventSourcingProjectionOperatorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProjectionOperator eventSourcingProjectionOperator(RunnableProjections beans, Projections projections,
			ProjectionOperations operations, ParkedEvents parkedEvents) {
		return new RunnerProjectionOperator(beans, projections, operations, parkedEvents);
	}

}
