package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events that consumers have set aside. Only the owner of a consumer adds and
 * removes them, in the transaction of the position; anybody can request what is to happen
 * to them. Thread-safe.
 * <p>
 * Requests and failed retries are stored in transactions of their own, which wait for a
 * transaction that removes one of the events. They must not be stored in the work of
 * {@link TrackingRecorder#advance}, because it may have removed one itself.
 */
public interface ParkedEventRecorder {

	/**
	 * Stores events, as part of the work of {@link TrackingRecorder#advance}.
	 */
	void park(ConsumerId consumer, List<NewParkedEvent> events);

	/**
	 * Removes an event, as part of the work of {@link TrackingRecorder#advance}. Has no
	 * effect if the event is not parked.
	 */
	void remove(ConsumerId consumer, long notificationId);

	/** Selects the parked events of a consumer, in the order of their ids. */
	List<ParkedEvent> find(ConsumerId consumer);

	/**
	 * Selects the parked events of a consumer for which there is a request, in the order
	 * of their ids.
	 */
	List<ParkedEvent> findRequested(ConsumerId consumer);

	/** Selects the ids of the aggregates that have parked events. */
	Set<UUID> aggregates(ConsumerId consumer);

	/** Counts the parked events of a consumer. */
	int count(ConsumerId consumer);

	/** Selects the consumers that have requests. */
	Set<ConsumerId> requested();

	/**
	 * Requests that parked events be handled again. Events that are to be discarded are
	 * still discarded.
	 * @param originatorId the aggregate, or null for all aggregates
	 * @return the number of events that are to be handled again
	 */
	int requestRetry(ConsumerId consumer, @Nullable UUID originatorId);

	/**
	 * Requests that a parked event be removed without being handled, even if it was to be
	 * handled again.
	 * @return false if there is no such event
	 */
	boolean requestDiscard(ConsumerId consumer, long notificationId);

	/**
	 * Stores that another attempt to handle an event has failed, and withdraws the
	 * requests to {@linkplain Request#RETRY retry} events of its aggregate. Has no effect
	 * if the event is not parked.
	 * @param cause the exception with its stack trace; it is truncated if it is longer
	 * than {@value ConsumerFailure#MAX_CAUSE_LENGTH} characters
	 */
	void retryFailed(ConsumerId consumer, long notificationId, String cause);

}
