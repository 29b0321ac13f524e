package io.eventsourcing.persistence.jdbc.notify;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to notifications on its own connection, in its own thread, until it is closed.
 * A dead connection is replaced, and no exception or error ends the thread: without it,
 * readers would find the events of other processes only by polling. The fields that other
 * threads use are {@code closed} and {@code session}.
 */
final class NotifyListener {

	private static final Logger LOGGER = System.getLogger(NotifyListener.class.getName());

	/**
	 * The time for which the thread waits at once, which is also the time within which it
	 * notices that it must end.
	 */
	private static final int WAIT_MILLIS = 100;

	/** The time without a notification after which the connection is tested. */
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private static final int CHECK_SECONDS = 5;

	private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

	private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

	private final DataSource dataSource;

	private final String channel;

	private final ListenerPresence presence;

	private final String ownName;

	private final Runnable onNotification;

	private final Thread thread;

	private volatile boolean closed;

	private volatile int session;

	private long pauseNanos = FIRST_PAUSE_NANOS;

	/**
	 * @param ownName the payload of notifications to ignore
	 * @param threads creates the thread
	 * @param onNotification called for all other notifications, and once when the
	 * connection begins to listen
	 */
	NotifyListener(DataSource dataSource, String channel, String ownName, ThreadFactory threads,
			Runnable onNotification) {
		this.dataSource = dataSource;
		this.channel = channel;
		this.presence = new ListenerPresence(channel);
		this.ownName = ownName;
		this.onNotification = onNotification;
		this.thread = threads.newThread(this::run);
		this.thread.setName("eventsourcing-listen-" + channel);
	}

	void start() {
		this.thread.start();
	}

	/** Returns the number of the session that listens, or 0 if there is none. */
	int session() {
		return this.session;
	}

	/** Returns whether the thread is alive. */
	boolean isRunning() {
		return this.thread.isAlive();
	}

	private void run() {
		while (!this.closed) {
			try (Connection opened = this.dataSource.getConnection()) {
				listen(opened);
			}
			catch (Throwable ex) {
				if (!this.closed) {
					log(ex);
					pause();
				}
			}
		}
	}

	private void listen(Connection opened) throws SQLException {
		opened.setAutoCommit(true);
		try {
			begin(opened);
			this.onNotification.run();
			this.pauseNanos = FIRST_PAUSE_NANOS;
			waitForNotifications(opened);
			end(opened);
		}
		catch (Throwable ex) {
			// a dead connection returned to its pool would be lent to a save
			opened.abort(Runnable::run);
			throw ex;
		}
		finally {
			this.session = 0;
		}
	}

	/**
	 * Begins to listen, within a limited time, because the connection may already be dead
	 * without an error. The listener is then called once: a commit either causes a
	 * notification or is visible to the read after that call.
	 */
	private void begin(Connection opened) throws SQLException {
		int networkTimeout = opened.getNetworkTimeout();
		opened.setNetworkTimeout(Runnable::run, CHECK_SECONDS * 1000);
		try (Statement statement = opened.createStatement()) {
			try (ResultSet taken = statement.executeQuery(this.presence.take())) {
				taken.next();
				this.session = taken.getInt(2);
			}
			statement.execute("listen \"" + this.channel + '"');
		}
		opened.setNetworkTimeout(Runnable::run, networkTimeout);
	}

	private void end(Connection opened) throws SQLException {
		try (Statement statement = opened.createStatement()) {
			statement.execute("unlisten *");
			statement.execute(this.presence.release());
		}
	}

	private void waitForNotifications(Connection opened) throws SQLException {
		PGConnection postgres = opened.unwrap(PGConnection.class);
		long lastSign = System.nanoTime();
		while (!this.closed) {
			PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
			if (isForeign(notifications)) {
				this.onNotification.run();
			}
			if (notifications.length > 0) {
				lastSign = System.nanoTime();
			}
			else if (System.nanoTime() - lastSign > SILENCE.toNanos()) {
				check(opened);
				lastSign = System.nanoTime();
			}
		}
	}

	private static void check(Connection opened) throws SQLException {
		if (!opened.isValid(CHECK_SECONDS)) {
			throw new SQLException("The connection was dead without an error");
		}
	}

	private boolean isForeign(PGNotification[] notifications) {
		for (PGNotification notification : notifications) {
			if (!notification.getParameter().equals(this.ownName)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Logs one line, once per outage: the connection is opened again, and readers poll in
	 * the meantime. Throws nothing, because that would end the thread.
	 */
	private void log(Throwable failure) {
		try {
			if (this.pauseNanos == FIRST_PAUSE_NANOS) {
				LOGGER.log(Level.WARNING,
						"Cannot listen to notifications of other processes; readers find new events by polling in the meantime; trying again: "
								+ failure);
			}
			LOGGER.log(Level.DEBUG, "Cannot listen to notifications of other processes", failure);
		}
		catch (Throwable ex) {
			// Without memory, for example, nothing can be logged
		}
	}

	/** Clears an interrupt, which would end this pause and all later ones. */
	private void pause() {
		Thread.interrupted();
		LockSupport.parkNanos(this, this.pauseNanos);
		this.pauseNanos = Math.min(2 * this.pauseNanos, LONGEST_PAUSE_NANOS);
	}

	/**
	 * Ends listening.
	 * @return the thread, which returns its connection and ends soon
	 */
	Thread close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		return this.thread;
	}

}
