package io.eventsourcing.projection;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ParkedEvent;

/**
 * The events that projections have set aside because they could not handle them, together
 * with the later events of the same aggregates. All calls work from every process, and
 * take effect within about a second, wherever the projection runs. Thread-safe.
 */
public interface ParkedEvents {

	/**
	 * Returns the parked events of a projection, in the order of their ids.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	List<ParkedEvent> of(String projection);

	/**
	 * Makes a projection handle its parked events again, those of each aggregate in
	 * order. The first failure ends the attempt for its aggregate.
	 * @return the number of parked events
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int retry(String projection);

	/**
	 * Makes a projection handle the parked events of an aggregate again, in order, until
	 * one fails.
	 * @return the number of parked events of the aggregate
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int retry(String projection, UUID aggregateId);

	/**
	 * Removes a parked event without handling it. Later events of its aggregate stay
	 * parked until they are retried.
	 * @return false if the event is not parked
	 * @throws IllegalArgumentException if there is no such projection
	 */
	boolean discard(String projection, long notificationId);

}
