package io.eventsourcing.persistence.recorder;

import java.util.List;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads all events of a store in a single order: the notification log. The store may be
 * that of another application.
 * <p>
 * Notification ids rise in the order in which events become visible. Once a reader has
 * seen id n, no event with a lower id becomes visible, so a reader that asks for
 * everything after n misses nothing. Ids may have gaps.
 */
public interface NotificationRecorder {

	/** Reads a page of the notification log, in ascending order of ids. */
	List<Notification> selectNotifications(NotificationQuery query);

	/** Returns the id of the last notification, or 0 if the log is empty. */
	long maxNotificationId();

	/**
	 * Registers a listener that is called when events may have been appended to the log,
	 * as soon as they are visible. It may be called by any thread and must not block.
	 * Calls may be coalesced or spurious, and events of other processes may not cause any
	 * calls, so readers must also poll.
	 * @return the registration, which removes the listener when it is closed
	 */
	Registration onAppend(Runnable listener);

	/**
	 * Returns whether the result of a read depends on the thread that reads, so that no
	 * other thread may read for it. False by default.
	 */
	default boolean isBoundToThread() {
		return false;
	}

	/**
	 * Returns whether reads of the calling thread are part of a transaction of the
	 * caller. Their results must not be passed to other threads, because they may contain
	 * uncommitted events. By default, returns true in every Spring transaction.
	 */
	default boolean isInTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

	/** The registration of a listener. Closing it again has no effect. */
	@FunctionalInterface
	interface Registration extends AutoCloseable {

		@Override
		void close();

	}

}
