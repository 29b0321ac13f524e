package io.eventsourcing.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.eventsourcing.persistence.Recording;

/**
 * The projections of this process and of the others on the same database. Thread-safe.
 */
public interface Projections {

	/**
	 * Waits until a projection has handled all events up to an id, also if it handles
	 * none of them. So a reader sees what it has written before.
	 * @param name the name of the projection, which may run in another process
	 * @param notificationId the id of a notification, for example of the last event that
	 * was saved
	 * @return false if the time is over
	 * @throws ProjectionFailedException if the projection waits in front of an event that
	 * it cannot handle, and that is not above the id
	 * @throws IllegalArgumentException if there is no such projection
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 */
	boolean await(String name, long notificationId, Duration timeout);

	/**
	 * Waits until a projection has handled saved events. Returns at once if there are
	 * none.
	 * @param saved what {@code save} has returned
	 * @return false if the time is over
	 * @throws ProjectionFailedException if the projection waits in front of an event that
	 * it cannot handle, and that is not above the last of the saved ones
	 * @throws IllegalArgumentException if there is no such projection
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 */
	default boolean await(String name, Collection<Recording> saved, Duration timeout) {
		long last = saved.stream().mapToLong(Recording::notificationId).max().orElse(0);
		return await(name, last, timeout);
	}

	/**
	 * Waits until all projections of this process have handled the events that are in the
	 * log now, wherever they run.
	 * @return false if the time is over
	 * @throws ProjectionFailedException if one of them waits in front of an event that it
	 * cannot handle
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 */
	boolean awaitAll(Duration timeout);

	/** Returns the states of all projections that are known or stored, by name. */
	List<ProjectionState> states();

}
