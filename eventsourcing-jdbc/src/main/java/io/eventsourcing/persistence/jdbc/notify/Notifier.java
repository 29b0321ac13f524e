package io.eventsourcing.persistence.jdbc.notify;

import java.util.concurrent.ThreadFactory;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.transaction.Connections;
import io.eventsourcing.persistence.recorder.ApplicationRecorder.Registration;

/**
 * Notifies the recorders of other processes of new events, and listens to them. Nothing
 * depends on it, because readers also poll. Safe for use by many threads.
 */
public interface Notifier extends AutoCloseable {

	/** For databases without notifications, and for stores that do not want them. */
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
	 * Listens to other processes, until all registrations are closed.
	 */
	Registration listen();

	/** Ends notifying and listening, and gives the connections back. */
	@Override
	void close();

	/**
	 * Notifications by LISTEN and NOTIFY of PostgreSQL.
	 * @param connections the connections on which notifications are sent
	 * @param listenerSource the source of the connection that listens
	 * @param channel the name of the channel
	 * @param threads makes the two threads that send and listen
	 * @param onNotification is called when another process has committed events
	 */
	static Notifier postgres(Connections connections, DataSource listenerSource, String channel, ThreadFactory threads,
			Runnable onNotification) {
		return new PostgresNotifier(connections, listenerSource, channel, threads, onNotification);
	}

}
