package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the positions of consumers: the notification ids up to which they have handled
 * the events of a log. Thread-safe.
 */
public interface TrackingRecorder {

	/**
	 * Stores a consumer that is not stored yet, without an owner. If two processes do so
	 * at the same time, the first one decides.
	 * @param notificationId the id after which it begins
	 */
	void register(ConsumerId consumer, long notificationId);

	/** Selects a consumer, if it is stored. */
	Optional<TrackedConsumer> find(ConsumerId consumer);

	/** Selects all stored consumers, in the order of their names. */
	List<TrackedConsumer> consumers();

	/**
	 * Moves a position, and performs work, in one transaction: if the work throws an
	 * exception, or the commit fails, the position does not move, and nothing that the
	 * work has written in the transaction remains. Also clears the failure of the
	 * consumer.
	 * <p>
	 * The position is moved first, and only if the consumer is running and its position
	 * and epoch are the expected ones. So of two threads or processes that do the same
	 * work at the same time, one performs it, and the other is refused before it begins.
	 * After an exception, the outcome is unknown: the position has to be read again.
	 * @param expected the current position
	 * @param to the new position, not below the current one
	 * @return false if the stored state was another one, so that nothing was done
	 */
	boolean advance(TrackedPosition expected, long to, Runnable work);

	/**
	 * Stores a failure, unless the position or the epoch of the consumer is another one.
	 * @param expected the current position, before the event that cannot be handled
	 * @param cause the exception with its stack trace; truncated if it is too long
	 * @return the number of failed attempts to handle that event, or 0 if nothing was
	 * stored
	 */
	int recordFailure(TrackedPosition expected, long failedId, String cause);

	/**
	 * Pauses or resumes a consumer, wherever it runs. Waits for the transaction in which
	 * it handles events, if there is one.
	 * @return false if the consumer is not stored
	 */
	boolean setState(ConsumerId consumer, ConsumerState state);

}
