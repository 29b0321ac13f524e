package io.eventsourcing.sample.dogschool;

import java.time.Instant;
import java.util.Map;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import org.jspecify.annotations.Nullable;

/**
 * An event of a dog as JSON: the version after it, its name, its time and its attributes.
 */
record DogEvent(long version, String name, Instant time, Map<String, @Nullable Object> attributes) {

	/**
	 * Converts an event of a dog, which carries the arguments of the call that triggered
	 * it: {@link Dog} has no other kind of event.
	 */
	static DogEvent of(DomainEvent event) {
		return new DogEvent(event.originatorVersion(), event.name(), event.timestamp(),
				((EventArguments) event.payload()).asMap());
	}

}
