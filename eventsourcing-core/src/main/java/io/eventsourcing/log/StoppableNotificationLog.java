package io.eventsourcing.log;

/**
 * A {@link NotificationLog} that can be stopped and restarted, for the infrastructure
 * that owns the log, such as the lifecycle of a Spring context. Code that only reads the
 * log should use {@link NotificationLog}.
 * <p>
 * A log is running when it has been built. All methods are thread-safe and idempotent.
 */
public interface StoppableNotificationLog extends NotificationLog, AutoCloseable {

	/** Accepts subscriptions again after the log has been stopped. */
	void start();

	/**
	 * Ends all subscriptions, so that the threads that read them return from
	 * {@link Subscription#hasNext()}, and rejects new ones until the log is started
	 * again. Waits up to 5 seconds until no subscription is reading from the store, so
	 * that the store can be closed without breaking a connection in use.
	 */
	void stop();

	/** Returns whether subscriptions are possible. */
	boolean isRunning();

	/** Returns the number of subscriptions that are open. */
	int openSubscriptions();

	/** Stops the log; equivalent to {@link #stop()}. */
	@Override
	default void close() {
		stop();
	}

}
