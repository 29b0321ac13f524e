package io.eventsourcing.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.eventsourcing.persistence.Recording;

/**
 * Waits for projections and reports their states, whether they run in this process or in
 * another one that uses the same database. Thread-safe.
 * <p>
 * A method of a projection or process application may wait for other projections, but not
 * for its own: that would not end before the timeout.
 */
public interface Projections {

	/**
	 * Waits until a projection has moved past all events up to an id, so that a query
	 * that follows reflects them. Events that the projection does not handle, or that it
	 * has skipped or parked, do not delay the return.
	 * @param name the name of the projection, which may run in another process
	 * @param notificationId a notification id, for example of the last event that was
	 * saved
	 * @param timeout the maximum time to wait
	 * @return false if the timeout has elapsed, or at once if the projection is paused at
	 * a position before the id
	 * @throws ProjectionFailedException if the projection is stopped at an event at or
	 * before the id
	 * @throws IllegalArgumentException if there is no such projection
	 * @throws IllegalStateException if a method of this projection itself waits
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 */
	boolean await(String name, long notificationId, Duration timeout);

	/**
	 * Waits until a projection has moved past saved events. Returns true at once if there
	 * are none.
	 * @param name the name of the projection, which may run in another process
	 * @param saved the result of {@code save}
	 * @param timeout the maximum time to wait
	 * @return false if the timeout has elapsed, or at once if the projection is paused at
	 * a position before the last of the saved events
	 * @throws ProjectionFailedException if the projection is stopped at one of the saved
	 * events or before, or if one of these events is parked
	 * @throws IllegalArgumentException if there is no such projection
	 * @throws IllegalStateException if a method of this projection itself waits
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 */
	boolean await(String name, Collection<Recording> saved, Duration timeout);

	/**
	 * Waits until all projections that this process contains, wherever they run, have
	 * moved past the events that are in the log when this method is called.
	 * @param timeout the maximum time to wait for all of them together
	 * @return false if the timeout has elapsed, or as soon as one of them is found to be
	 * paused before it has handled these events
	 * @throws ProjectionFailedException if one of them is stopped at one of these events
	 * @throws IllegalStateException if a method of one of them waits
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 */
	boolean awaitAll(Duration timeout);

	/**
	 * Returns the version of a projection that is in use, for queries that select from
	 * tables of a version. The result may be up to ten milliseconds out of date.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	int activeVersion(String name);

	/**
	 * Returns the states of all projections that this process contains or whose positions
	 * are stored, sorted by name, version and partition.
	 */
	List<ProjectionState> states();

}
