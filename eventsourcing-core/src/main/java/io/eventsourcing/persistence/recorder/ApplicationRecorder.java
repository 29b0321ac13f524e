package io.eventsourcing.persistence.recorder;

import java.util.List;

/**
 * An {@link AggregateRecorder} that also keeps all events in one order: the notification
 * log.
 * <p>
 * Notification ids rise in the order in which events become visible. A reader that has
 * read id n never finds a lower id later that was not there before, so that reading
 * "after n" misses nothing. Ids may have gaps.
 */
public interface ApplicationRecorder extends AggregateRecorder {

	/** Reads a page of the notification log, in ascending order. */
	List<Notification> selectNotifications(NotificationQuery query);

	/** The id of the last notification, 0 if the log is empty. */
	long maxNotificationId();

	/**
	 * Calls the listener whenever events may have been added to the log, as soon as they
	 * are visible, from any thread. Calls may be coalesced or spurious, and calls for
	 * events added by other processes may be missing, so that a reader also polls. The
	 * listener must not block.
	 * @return the registration, which is closed to end the calls
	 */
	Registration onAppend(Runnable listener);

	/**
	 * Whether what is read depends on the reading thread, so that nothing may be read for
	 * a caller by another thread; false by default.
	 */
	default boolean isBoundToThread() {
		return false;
	}

	/** Something that goes on until it is closed; closing it again does nothing. */
	@FunctionalInterface
	interface Registration extends AutoCloseable {

		@Override
		void close();

	}

}
