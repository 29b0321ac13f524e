package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import org.jspecify.annotations.Nullable;

/**
 * Stores the events that consumers have set aside. Only the owner of a consumer adds and
 * removes them, in the transaction that moves the position; any process can request that
 * they be retried or discarded. Thread-safe.
 * <p>
 * Requests and failed retries are stored in separate transactions, which wait for a
 * transaction that removes one of the events. They must not be stored by the work of
 * {@link TrackingRecorder#advance}: if that work has removed such an event, the new
 * transaction would wait for the transaction of the work, which cannot end first.
 */
public interface ParkedEventRecorder {

	/**
	 * Stores events, as part of the work of {@link TrackingRecorder#advance}. An event
	 * that is already parked stays as it is: it is read again if somebody has set the
	 * position back.
	 */
	void park(ConsumerId consumer, List<NewParkedEvent> events);

	/**
	 * Removes an event, as part of the work of {@link TrackingRecorder#advance}. Has no
	 * effect if the event is not parked.
	 */
	void remove(ConsumerId consumer, long notificationId);

	/**
	 * Removes all parked events of a consumer, as part of the work of
	 * {@link TrackingRecorder#change}.
	 */
	void removeAll(ConsumerId consumer);

	/**
	 * Assigns a parked event to another partition, as part of the work of
	 * {@link TrackingRecorder#change}.
	 */
	void reassign(ConsumerId consumer, long notificationId, ConsumerId other);

	/** Selects the parked events of a consumer, in the order of their ids. */
	List<ParkedEvent> find(ConsumerId consumer);

	/**
	 * Selects the parked events of a consumer for which there is a pending request, in
	 * the order of their ids.
	 */
	List<ParkedEvent> findRequested(ConsumerId consumer);

	/** Selects the ids of the aggregates of which the consumer has parked events. */
	Set<UUID> aggregates(ConsumerId consumer);

	/** Counts the parked events of a consumer. */
	int count(ConsumerId consumer);

	/** Selects the consumers that have pending requests. */
	Set<ConsumerId> requested();

	/**
	 * Requests that parked events be handled again. Requests to discard events are not
	 * changed.
	 * @param originatorId the aggregate, or null for all aggregates
	 * @return the number of events that will be handled again
	 */
	int requestRetry(ConsumerId consumer, @Nullable UUID originatorId);

	/**
	 * Requests that a parked event be removed without being handled, and replaces a
	 * request to handle it again.
	 * @return false if the event is not parked
	 */
	boolean requestDiscard(ConsumerId consumer, long notificationId);

	/**
	 * Stores that another attempt to handle an event has failed, and withdraws the
	 * requests to {@linkplain Request#RETRY retry} the events of the same aggregate. Has
	 * no effect if the event is not parked.
	 * @param attempts the number of failed attempts, including this one
	 * @param cause the stack trace of the exception; it is truncated if it is longer than
	 * {@value ConsumerFailure#MAX_CAUSE_LENGTH} characters
	 */
	void retryFailed(ConsumerId consumer, long notificationId, int attempts, String cause);

}
