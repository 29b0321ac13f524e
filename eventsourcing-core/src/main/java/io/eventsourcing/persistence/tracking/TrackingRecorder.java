package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the positions of consumers: the notification ids up to which they have handled
 * the events of a log. Changes are made in transactions of their own, even if the caller
 * is in a transaction. Thread-safe.
 */
public interface TrackingRecorder {

	/**
	 * Stores a consumer without an owner, unless it is already stored. If two processes
	 * register it at the same time, the first one determines where it begins.
	 * @param notificationId the id after which the consumer begins
	 */
	void register(ConsumerId consumer, long notificationId);

	/** Selects a consumer, if it is stored. */
	default Optional<TrackedConsumer> find(ConsumerId consumer) {
		return consumers().stream().filter((each) -> each.id().equals(consumer)).findFirst();
	}

	/** Selects all stored consumers, in the order of their names and logs. */
	List<TrackedConsumer> consumers();

	/**
	 * Moves a position and performs work, in one transaction: if the work throws an
	 * exception, or if the commit fails, the position does not move, and nothing that the
	 * work has written in the transaction remains. Also clears the failure of the
	 * consumer.
	 * <p>
	 * The position is moved first, and only if the consumer is running and its position
	 * and epoch are the expected ones. So if two threads or processes attempt the same
	 * work at the same time, one of them performs it, and the other one is refused before
	 * its work begins. If this method throws an exception, the outcome may be unknown,
	 * because the connection was lost during the commit: read the position again.
	 * @param expected the current position
	 * @param to the new position, not below the current one
	 * @return whether the work was performed; false if the stored state was not the
	 * expected one, so that nothing was done
	 * @throws IllegalArgumentException if the new position is below the current one
	 */
	boolean advance(TrackedPosition expected, long to, Runnable work);

	/**
	 * Stores a failure, unless the stored position or epoch differs from the expected
	 * one.
	 * @param expected the current position, before the event that cannot be handled
	 * @param failedId the notification id of that event
	 * @param cause the exception with its stack trace; it is truncated if it is longer
	 * than {@value ConsumerFailure#MAX_CAUSE_LENGTH} characters
	 * @return the number of failed attempts to handle that event, or 0 if nothing was
	 * stored
	 */
	int recordFailure(TrackedPosition expected, long failedId, String cause);

	/**
	 * Pauses or resumes a consumer, whichever process works for it. Waits for the end of
	 * a transaction in which the consumer handles events.
	 * @return false if the consumer is not stored
	 */
	boolean setState(ConsumerId consumer, ConsumerState state);

}
