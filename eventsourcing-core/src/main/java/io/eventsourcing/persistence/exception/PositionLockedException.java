package io.eventsourcing.persistence.exception;

import io.eventsourcing.persistence.tracking.ConsumerId;

import org.springframework.dao.CannotAcquireLockException;

/**
 * Thrown if events could not be stored because another transaction is changing the
 * consumer whose position was to be moved together with them; for example, it is being
 * paused. Nothing was stored; the save may be repeated. A save does not wait for such a
 * transaction, because all other saves would have to wait as well.
 * <p>
 * The cause is a {@link CannotAcquireLockException}.
 */
public class PositionLockedException extends TransientEventSourcingException {

	public PositionLockedException(ConsumerId consumer) {
		super("Another transaction is changing the consumer '%s'; nothing was saved. Try again."
			.formatted(consumer.consumer()), new CannotAcquireLockException("The position is locked"));
	}

}
