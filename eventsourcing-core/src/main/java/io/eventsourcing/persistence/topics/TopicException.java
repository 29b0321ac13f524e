package io.eventsourcing.persistence.topics;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown if a name in the store belongs to no known class or event, or to two.
 */
public class TopicException extends FixableException {

	TopicException(String problem, String fix) {
		super(problem, fix);
	}

}
