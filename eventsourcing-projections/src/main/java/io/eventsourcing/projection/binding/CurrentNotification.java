package io.eventsourcing.projection.binding;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The notification whose event a thread is handling, so that deferred work can still name
 * its event when it fails, and so that a handler that does not return can be found.
 * Thread-safe.
 */
public final class CurrentNotification {

	private static final ThreadLocal<@Nullable CurrentNotification> CURRENT = new ThreadLocal<>();

	/** The threads that are handling events. */
	private static final Map<Thread, CurrentNotification> ACTIVE = new ConcurrentHashMap<>();

	/** Written by the thread that handles the event; read by others. */
	private volatile long id;

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

	/**
	 * Returns the notification id of the event, or of the first event of a list, that a
	 * thread is handling, or 0 if it is not handling an event.
	 */
	public static long idOf(Thread thread) {
		CurrentNotification current = ACTIVE.get(thread);
		return (current != null) ? current.id : 0;
	}

	/** Begins the handling of events by the current thread. */
	static CurrentNotification begin() {
		CurrentNotification current = new CurrentNotification();
		CURRENT.set(current);
		ACTIVE.put(Thread.currentThread(), current);
		return current;
	}

	void moveTo(long notificationId) {
		this.id = notificationId;
	}

	/** Ends the handling of events by the current thread. */
	static void end() {
		CURRENT.remove();
		ACTIVE.remove(Thread.currentThread());
	}

}
