package io.eventsourcing.log;

/**
 * A {@link NotificationLog} that can be stopped and started again: for the infrastructure
 * that owns the log, such as the lifecycle of a Spring context. Code that reads the log
 * uses {@link NotificationLog}.
 * <p>
 * A log is running when it has been built. All methods may be called by any thread, and
 * calling one again has no further effect.
 */
public interface StoppableNotificationLog extends NotificationLog, AutoCloseable {

	/** Makes subscriptions possible again after the log has been stopped. */
	void start();

	/**
	 * Ends all subscriptions, so that the threads that read them return from
	 * {@link Subscription#hasNext()}, and refuses new ones until the log is started
	 * again. Returns when no subscription is reading from the store any more, so that the
	 * store can be closed without breaking a connection that is in use; waits for at most
	 * 5 seconds.
	 */
	void stop();

	/** Whether subscriptions are possible. */
	boolean isRunning();

	/** Stops the log. */
	@Override
	default void close() {
		stop();
	}

}
