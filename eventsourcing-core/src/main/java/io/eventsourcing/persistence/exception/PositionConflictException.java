package io.eventsourcing.persistence.exception;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.tracking.TrackedPosition;

/**
 * Thrown if events could not be stored because the position that was to be moved together
 * with them is not the expected one, or because the consumer is not running. Nothing was
 * stored. Either the event has already been handled, or another process runs the
 * consumer; the stored position tells which.
 */
public class PositionConflictException extends EventSourcingException {

	public PositionConflictException(TrackedPosition expected) {
		super("The consumer '%s' is not running at notification %d with epoch %d; nothing was saved. Read its position again."
			.formatted(expected.consumer().consumer(), expected.notificationId(), expected.epoch()));
	}

}
