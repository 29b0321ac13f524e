package io.eventsourcing.persistence;

import io.eventsourcing.domain.EventSourcingException;

/**
 * A name in the store belongs to no known class, or to two.
 */
public class TopicException extends EventSourcingException {

	public TopicException(String message) {
		super(message);
	}

}
