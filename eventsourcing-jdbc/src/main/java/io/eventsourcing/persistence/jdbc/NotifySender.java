package io.eventsourcing.persistence.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Sends a notification after events have been committed, one for all commits of 10
 * milliseconds: within the transaction it would take a lock of the whole database. If
 * nobody else listens it does not, and looks again after 100 milliseconds: even then it
 * would cost a busy store some percent.
 */
final class NotifySender {

	private static final Logger LOGGER = System.getLogger(NotifySender.class.getName());

	/**
	 * It changes nothing that a crash could lose, so that it need not wait for the disk.
	 */
	private static final String NOTIFY = """
			select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)
			where %s
			""";

	private static final Duration PAUSE = Duration.ofMillis(10);

	private static final Duration PAUSE_WHEN_NOBODY_LISTENS = Duration.ofMillis(100);

	private final Connections connections;

	private final String channel;

	private final String sender;

	private final String statement;

	private final IntSupplier ownListener;

	private volatile boolean pending;

	private volatile boolean closed;

	private volatile @Nullable Thread thread;

	/**
	 * @param sender who is to be named as the sender
	 * @param ownListener the session that is not to be told, or 0
	 */
	NotifySender(Connections connections, String channel, String sender, IntSupplier ownListener) {
		this.connections = connections;
		this.channel = channel;
		this.sender = sender;
		this.statement = NOTIFY.formatted(new ListenerLock(channel).isHeldByAnother());
		this.ownListener = ownListener;
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
				pause(sendNow() ? PAUSE : PAUSE_WHEN_NOBODY_LISTENS);
			}
			else {
				LockSupport.park(this);
			}
		}
	}

	/** Returns false if nobody listens. */
	private boolean sendNow() {
		try {
			return this.connections.autoCommit(this::execute);
		}
		catch (SQLException | RuntimeException ex) {
			LOGGER.log(Level.DEBUG, "Could not wake up the readers in other processes", ex);
			return true;
		}
	}

	private boolean execute(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.statement)) {
			statement.setString(1, this.channel);
			statement.setString(2, this.sender);
			statement.setInt(3, this.ownListener.getAsInt());
			try (ResultSet told = statement.executeQuery()) {
				return told.next();
			}
		}
	}

	private void pause(Duration length) {
		long left = length.toNanos();
		long end = System.nanoTime() + left;
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
