package io.eventsourcing.domain;

/**
 * Thrown when an event is applied to an aggregate that is not at the preceding version.
 */
public class OriginatorVersionException extends EventSourcingException {

	OriginatorVersionException(DomainEvent event, long expected) {
		super("%s is not the next event of its aggregate: expected version %d, found %d; the aggregate is unchanged. Apply all events of one aggregate, each once and in order."
			.formatted(event.describe(), expected, event.originatorVersion()));
	}

}
