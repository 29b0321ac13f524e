package io.eventsourcing.projection.binding;

import org.jspecify.annotations.Nullable;

/**
 * The notification whose event the current thread is handling, so that deferred work can
 * still name its event when it fails.
 */
public final class CurrentNotification {

	private static final ThreadLocal<@Nullable CurrentNotification> CURRENT = new ThreadLocal<>();

	private long id;

	private CurrentNotification() {
	}

	/**
	 * Returns the notification id of the event, or of the first event of a list, or 0 if
	 * the current thread is not handling an event.
	 */
	public static long id() {
		CurrentNotification current = CURRENT.get();
		return (current != null) ? current.id : 0;
	}

	/** Begins the handling of events by the current thread. */
	static CurrentNotification begin() {
		CurrentNotification current = new CurrentNotification();
		CURRENT.set(current);
		return current;
	}

	void moveTo(long notificationId) {
		this.id = notificationId;
	}

	/** Ends the handling of events by the current thread. */
	static void end() {
		CURRENT.remove();
	}

}
