package io.eventsourcing.persistence.jdbc.notify;

import java.util.concurrent.ThreadFactory;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.transaction.Connections;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;

/**
 * Notifies the recorders of other processes of new events, and listens to their
 * notifications. Correctness does not depend on it, because readers also poll.
 * Thread-safe.
 */
public interface Notifier extends AutoCloseable {

	/**
	 * A notifier that does nothing, for databases without notifications and for stores
	 * that have disabled them.
	 */
	Notifier NONE = new Notifier() {

		@Override
		public void notifyOthers() {
		}

		@Override
		public Registration listen() {
			return () -> {
			};
		}

		@Override
		public void close() {
		}

	};

	/** Notifies other processes that events were committed. Does not block. */
	void notifyOthers();

	/**
	 * Listens to the notifications of other processes until all registrations are closed.
	 */
	Registration listen();

	/** Stops notifying and listening, and returns the connections. */
	@Override
	void close();

	/**
	 * Creates a notifier that uses LISTEN and NOTIFY of PostgreSQL.
	 * @param connections the connections on which notifications are sent
	 * @param listenerSource the source of the connection that listens
	 * @param channel the name of the channel
	 * @param threads creates the two threads that send and listen
	 * @param onNotification called when another process has committed events
	 */
	static Notifier postgres(Connections connections, DataSource listenerSource, String channel, ThreadFactory threads,
			Runnable onNotification) {
		return new PostgresNotifier(connections, listenerSource, channel, threads, onNotification);
	}

}
