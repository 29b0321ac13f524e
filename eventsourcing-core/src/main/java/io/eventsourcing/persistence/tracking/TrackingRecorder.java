package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Stores the positions of consumers: the notification ids up to which they have handled
 * the events in a log. Changes are made in new transactions, even if the caller is in a
 * transaction. Thread-safe.
 */
public interface TrackingRecorder {

	/**
	 * Stores the partitions of a version of a consumer, without an owner, unless the
	 * version is already stored. If two processes register it at the same time, the first
	 * registration determines the position and the number of partitions. The version that
	 * is registered first becomes the active version of the consumer. A lower version
	 * that is registered later is {@linkplain ConsumerState#RETIRED retired}.
	 * @param consumer the id of the first partition
	 * @param partitions the number of partitions
	 * @param notificationId the id of the last event that the consumer does not handle,
	 * or 0 to start with the first event
	 */
	void register(ConsumerId consumer, int partitions, long notificationId);

	/** Stores a consumer that is not partitioned, in the same way. */
	default void register(ConsumerId consumer, long notificationId) {
		register(consumer, 1, notificationId);
	}

	/** Selects a consumer, if it is stored. */
	Optional<TrackedConsumer> find(ConsumerId consumer);

	/**
	 * Selects all stored consumers that are not {@linkplain ConsumerId#isInternal()
	 * internal}, in the order of their names and logs.
	 */
	List<TrackedConsumer> consumers();

	/**
	 * Moves a position and runs the work, in one transaction. If the work throws an
	 * exception or the commit fails, the position does not move, and everything that the
	 * work has written in the transaction is rolled back. If the new position is above
	 * the current one, the failure of the consumer is also cleared; otherwise it is kept,
	 * because it is that of the next event.
	 * <p>
	 * The position is moved first, and only if the consumer is running and its position
	 * and epoch are the expected ones. If two threads or processes attempt the same work
	 * at the same time, one of them therefore performs it, and the other one is rejected
	 * before its work begins. If this method throws an exception, the outcome may be
	 * unknown, because the connection may have been lost during the commit: read the
	 * position again.
	 * @param expected the current position
	 * @param to the new position, not below the current one
	 * @return true if the work was performed; false if the stored state was not the
	 * expected one, in which case nothing was done
	 * @throws IllegalArgumentException if the new position is below the current one
	 */
	boolean advance(TrackedPosition expected, long to, Runnable work);

	/**
	 * Stores a failure, unless the stored position or epoch differs from the expected
	 * one.
	 * @param expected the current position, before the event that cannot be handled
	 * @param failedId the notification id of that event
	 * @param cause the stack trace of the exception; it is truncated if it is longer than
	 * {@value ConsumerFailure#MAX_CAUSE_LENGTH} characters
	 * @return the number of failed attempts to handle that event, or 0 if nothing was
	 * stored
	 */
	int recordFailure(TrackedPosition expected, long failedId, String cause);

	/**
	 * Stores that the handling of an event begins, so that this is known if the process
	 * dies before it ends. Has no effect if the stored position or epoch differs from the
	 * expected one.
	 * @param expected the current position, before the event
	 * @param notificationId the notification id of the event
	 * @return how often the handling of this event has begun, including this time, or 0
	 * if nothing was stored
	 */
	int recordStart(TrackedPosition expected, long notificationId);

	/**
	 * Stores the identity of the log to which the position of a consumer belongs, unless
	 * one is already stored. The stored identity is removed when the position is reset to
	 * 0.
	 * @return the stored identity
	 * @throws IllegalArgumentException if the consumer is not stored
	 */
	UUID bindLog(ConsumerId consumer, UUID identity);

	/**
	 * Replaces the states of all versions and partitions of a consumer, in one
	 * transaction, in which the change may also do other work, such as deleting the read
	 * model. Waits for the transactions in which the consumer is handling events, and
	 * prevents others from beginning. If the change returns other states than it has
	 * received, the epochs of all states increase, so that no process continues from a
	 * position that it has in memory.
	 * <p>
	 * The change must keep the owners. The active version, the position, the replay
	 * limit, the state and the failure of each consumer are stored; consumers that are no
	 * longer contained are deleted, and new ones are inserted without an owner.
	 * @param consumer the name of the consumer
	 * @param change receives the current states, and returns the new ones
	 * @param last is called at the end of the transaction, when the new states have been
	 * stored
	 */
	void change(String consumer, UnaryOperator<ConsumerVersions> change, Runnable last);

	/**
	 * Replaces the states of all versions and partitions of a consumer, in the same way.
	 */
	default void change(String consumer, UnaryOperator<ConsumerVersions> change) {
		change(consumer, change, () -> {
		});
	}

}
