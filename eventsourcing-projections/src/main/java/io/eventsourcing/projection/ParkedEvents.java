package io.eventsourcing.projection;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ParkedEvent;

/**
 * Lists, counts, retries and discards parked events: those that a projection has set
 * aside because it could not handle them, and the later events of the same aggregates.
 * Several versions of a projection can have parked the same event. The methods apply to
 * the version that is in use and to those that may replace it, but not to retired
 * versions, which handle no events.
 * <p>
 * All methods work from any process, whichever process runs the projection; requests are
 * carried out asynchronously, within about a second by default. Thread-safe.
 */
public interface ParkedEvents {

	/**
	 * Returns the parked events of a projection, in the order of their ids, and of the
	 * versions that have parked them.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	List<ParkedEvent> of(String projection);

	/**
	 * Returns the number of parked events of a projection.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int count(String projection);

	/**
	 * Returns the number of parked events of a version of a projection; 0 if the version
	 * is retired or has never been deployed.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int count(String projection, int version);

	/**
	 * Requests that a projection handle its parked events again. It handles the events of
	 * each aggregate in order, until one of them fails.
	 * @return the number of parked events that will be retried; 0 if there are none
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int retry(String projection);

	/**
	 * Requests that a projection handle the parked events of one aggregate again, in
	 * order, until one of them fails.
	 * @return the number of parked events of the aggregate that will be retried; 0 if
	 * there are none
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int retry(String projection, UUID aggregateId);

	/**
	 * Requests that a parked event be removed without being handled, by each version that
	 * has parked it. Later events of its aggregate stay parked until they are retried.
	 * @return true if the event will be removed; false if it is not parked, so that there
	 * is nothing to remove
	 * @throws IllegalArgumentException if there is no such projection
	 */
	boolean discard(String projection, long notificationId);

}
