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
 * Listens to notifications on a connection of its own, in a thread of its own, until it
 * is closed. A connection that dies is replaced. The fields that other threads use are
 * {@code closed} and {@code session}.
 */
final class NotifyListener {

	private static final Logger LOGGER = System.getLogger(NotifyListener.class.getName());

	/** How long the thread waits at a time, which is how soon it notices its end. */
	private static final int WAIT_MILLIS = 100;

	/** After this time without a notification the connection is tested. */
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private static final int CHECK_SECONDS = 5;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private final DataSource dataSource;

	private final String channel;

	private final ListenerPresence presence;

	private final String ownName;

	private final Runnable onNotification;

	private final Thread thread;

	private volatile boolean closed;

	private volatile int session;

	private Duration pause = FIRST_PAUSE;

	/**
	 * @param ownName the payload of notifications that are ignored
	 * @param threads makes the thread
	 * @param onNotification is called for the other notifications, and once the
	 * connection listens
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

	/** The number of the session that listens; 0 while there is none. */
	int session() {
		return this.session;
	}

	private void run() {
		while (!this.closed) {
			try (Connection opened = this.dataSource.getConnection()) {
				listen(opened);
			}
			catch (SQLException | RuntimeException ex) {
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
			this.pause = FIRST_PAUSE;
			this.onNotification.run();
			waitForNotifications(opened);
			end(opened);
		}
		catch (SQLException | RuntimeException | Error ex) {
			// given back to its pool, a dead connection would be lent to a save
			opened.abort(Runnable::run);
			throw ex;
		}
		finally {
			this.session = 0;
		}
	}

	/**
	 * First listens, then calls for a look: a commit is either notified, or was visible
	 * before that look.
	 */
	private void begin(Connection opened) throws SQLException {
		try (Statement statement = opened.createStatement()) {
			try (ResultSet taken = statement.executeQuery(this.presence.take())) {
				taken.next();
				this.session = taken.getInt(2);
			}
			statement.execute("listen \"" + this.channel + '"');
		}
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

	/** One line, and once per outage: it repairs itself, and readers poll meanwhile. */
	private void log(Exception failure) {
		if (this.pause == FIRST_PAUSE) {
			LOGGER.log(Level.WARNING,
					"Cannot listen to notifications of other processes, so that readers find new events by polling; trying again: "
							+ failure.getMessage());
		}
		LOGGER.log(Level.DEBUG, "Cannot listen to notifications of other processes", failure);
	}

	private void pause() {
		LockSupport.parkNanos(this, this.pause.toNanos());
		Duration doubled = this.pause.multipliedBy(2);
		this.pause = (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	/**
	 * Ends listening.
	 * @return the thread, which gives its connection back and ends soon
	 */
	Thread close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		return this.thread;
	}

}
