package io.eventsourcing.sample.dogschool;

import java.time.Instant;
import java.util.Map;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import org.jspecify.annotations.Nullable;

/**
 * An event of a dog as JSON: the version that it made, and how.
 */
record DogEvent(long version, String name, Instant time, Map<String, @Nullable Object> attributes) {

	/**
	 * Events of a dog carry the arguments of the calls that triggered them, for
	 * {@link Dog} has no events of other kinds.
	 */
	static DogEvent of(DomainEvent event) {
		return new DogEvent(event.originatorVersion(), event.name(), event.timestamp(),
				((EventArguments) event.payload()).asMap());
	}

}
