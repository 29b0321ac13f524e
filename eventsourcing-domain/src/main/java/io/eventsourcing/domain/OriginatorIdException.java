package io.eventsourcing.domain;

import java.util.UUID;

/**
 * Thrown when an event is applied to an aggregate with another id.
 */
public class OriginatorIdException extends EventSourcingException {

	OriginatorIdException(DomainEvent event, UUID aggregateId) {
		super("%s does not belong to the aggregate %s, which is unchanged. Apply the events of one aggregate only."
			.formatted(event.describe(), aggregateId));
	}

}
