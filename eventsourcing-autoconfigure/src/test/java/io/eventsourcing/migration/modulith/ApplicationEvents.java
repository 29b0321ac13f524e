package io.eventsourcing.migration.modulith;

import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Start;

import org.springframework.context.ApplicationEventPublisher;

/** Publishes the events of dogs to listeners. */
@Projection(value = "application-events", from = Start.END)
class ApplicationEvents {

	private final ApplicationEventPublisher publisher;

	ApplicationEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@EventHandler
	void publish(DogEvent event) {
		this.publisher.publishEvent(event);
	}

}
