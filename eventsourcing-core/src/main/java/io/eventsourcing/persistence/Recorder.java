package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps events, and the one order of all events: the notification log.
 * <p>
 * Notification ids rise in the order in which events become visible. Whoever has read id
 * n will never find an event with a lower id that was not there before, so that reading
 * "after n" misses nothing. Ids may have gaps.
 * <p>
 * Implementations are safe for use by many threads. They store events as they are given:
 * no event is looked into.
 */
public interface Recorder {

	/**
	 * Stores all of the events or none.
	 * @param events the events, of one or several aggregates; each version directly
	 * follows the one before it, in the list or in the store
	 * @return the notification id of the first event; the others follow without a gap
	 * @throws RecordConflictException if a version is in the store already, or twice in
	 * the list
	 * @throws VersionGapException if a version does not directly follow the one before it
	 * @throws AppendLockTimeoutException if other transactions kept the store from
	 * appending for too long
	 * @throws StoreUnavailableException if there is no connection; nothing is stored
	 * @throws SaveOutcomeUnknownException if the connection was lost: all of the events
	 * are stored, or none
	 * @throws PayloadTooLargeException if an event is larger than is allowed
	 * @throws StoreNotWritableException if the database lets nobody save
	 * @throws IllegalArgumentException if there are no events
	 */
	long insertEvents(List<StoredEvent> events);

	/**
	 * Whether all of the events are stored as they are: the way to find out what has
	 * become of a save that has ended with a {@link SaveOutcomeUnknownException}.
	 */
	default boolean contains(List<StoredEvent> events) {
		for (StoredEvent event : events) {
			List<StoredEvent> stored = new ArrayList<>();
			long version = event.originatorVersion();
			selectEvents(event.originatorId(), EventRange.all().after(version - 1).upTo(version), stored::add);
			if (!stored.contains(event)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Hands the events of one aggregate to the consumer, in the order of their versions.
	 */
	void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer);

	/**
	 * Reads a page of the notification log, in ascending order.
	 */
	List<Notification> selectNotifications(NotificationQuery query);

	/**
	 * The id of the last notification, 0 if there is none.
	 */
	long maxNotificationId();

	/**
	 * Calls the listener each time that events may have been added to the log, as soon as
	 * they are visible, from any thread. Calls may be merged, may come without cause and,
	 * for events added by other processes, may be missing: a reader also looks by itself
	 * from time to time. The listener must return at once.
	 * @return ends the calls
	 */
	Registration onAppend(Runnable listener);

	/**
	 * Runs the action if the transaction of the caller, in which it has inserted events,
	 * is rolled back. Does nothing where inserting events is its own transaction.
	 */
	default void afterRollback(Runnable action) {
	}

	/** Something that goes on until it is closed; closing it again does nothing. */
	@FunctionalInterface
	interface Registration extends AutoCloseable {

		@Override
		void close();

	}

}
