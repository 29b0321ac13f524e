package io.eventsourcing.persistence.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Sends a notification after events have been committed, one for all commits of 10
 * milliseconds: within the transaction it would take a lock of the whole database.
 */
final class NotifySender {

	private static final Logger LOGGER = System.getLogger(NotifySender.class.getName());

	/**
	 * It changes nothing that a crash could lose, so that it need not wait for the disk.
	 */
	private static final String NOTIFY = """
			select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)
			""";

	private static final long PAUSE = Duration.ofMillis(10).toNanos();

	private final Connections connections;

	private final String channel;

	private final String sender;

	private volatile boolean pending;

	private volatile boolean closed;

	private volatile @Nullable Thread thread;

	/**
	 * @param sender who is to be named as the sender
	 */
	NotifySender(Connections connections, String channel, String sender) {
		this.connections = connections;
		this.channel = channel;
		this.sender = sender;
	}

	void send() {
		if (!this.pending && !this.closed) {
			Thread running = this.thread;
			running = (running != null) ? running : start();
			this.pending = running != null;
			LockSupport.unpark(running);
		}
	}

	private synchronized @Nullable Thread start() {
		if (this.thread == null && !this.closed) {
			Thread starting = new Thread(this::run, "eventsourcing-notify");
			starting.setDaemon(true);
			try {
				starting.start();
				this.thread = starting;
			}
			catch (OutOfMemoryError ex) {
				// what was saved is stored all the same; the next save tries again
				LOGGER.log(Level.WARNING, "There is no thread to wake up the readers in other processes", ex);
			}
		}
		return this.thread;
	}

	private void run() {
		while (this.pending || !this.closed) {
			if (this.pending) {
				this.pending = false;
				sendNow();
				pause();
			}
			else {
				LockSupport.park(this);
			}
		}
	}

	private void sendNow() {
		try {
			this.connections.autoCommit(this::execute);
		}
		catch (SQLException | RuntimeException ex) {
			LOGGER.log(Level.DEBUG, "Could not wake up the readers in other processes", ex);
		}
	}

	private boolean execute(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
			statement.setString(1, this.channel);
			statement.setString(2, this.sender);
			return statement.execute();
		}
	}

	private void pause() {
		long end = System.nanoTime() + PAUSE;
		long left = PAUSE;
		while (left > 0 && !this.closed) {
			LockSupport.parkNanos(this, left);
			left = end - System.nanoTime();
		}
	}

	/**
	 * Ends sending, after what is still to be sent.
	 * @return the thread, which ends soon and before that gives its connection back; null
	 * if there is none
	 */
	synchronized @Nullable Thread close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		return this.thread;
	}

}
