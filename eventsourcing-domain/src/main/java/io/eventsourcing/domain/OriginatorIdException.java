package io.eventsourcing.domain;

import java.util.UUID;

/**
 * Thrown when an event is applied to an aggregate with another id.
 */
public class OriginatorIdException extends EventSourcingException {

	OriginatorIdException(DomainEvent event, UUID aggregateId) {
		super("%s belongs to the aggregate %s, not to %s; the aggregate is unchanged. Apply the events of one aggregate only."
			.formatted(event, event.originatorId(), aggregateId));
	}

}
