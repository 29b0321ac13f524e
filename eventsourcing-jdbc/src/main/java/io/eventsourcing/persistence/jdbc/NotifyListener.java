package io.eventsourcing.persistence.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to notifications on a connection of its own, in a thread of its own, until it
 * is closed. A connection that dies is replaced.
 */
final class NotifyListener {

	private static final Logger LOGGER = System.getLogger(NotifyListener.class.getName());

	/**
	 * How long the thread waits at a time, and so how soon it ends when it is told to.
	 */
	private static final int WAIT_MILLIS = 100;

	/** After which a silent connection is looked at: it may have died silently. */
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private static final int CHECK_SECONDS = 5;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private final DataSource dataSource;

	private final String channel;

	private final ListenerLock lock;

	private final String ownName;

	private final Runnable heard;

	private final Thread thread;

	private volatile boolean closed;

	private volatile int session;

	private Duration pause = FIRST_PAUSE;

	/**
	 * @param ownName the sender whose notifications are to be ignored
	 */
	NotifyListener(DataSource dataSource, String channel, String ownName, Runnable heard) {
		this.dataSource = dataSource;
		this.channel = channel;
		this.lock = new ListenerLock(channel);
		this.ownName = ownName;
		this.heard = heard;
		this.thread = new Thread(this::run, "eventsourcing-listen");
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/** The number of the session that listens, or 0. */
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
			this.heard.run();
			waitForNotifications(opened);
			end(opened);
		}
		catch (SQLException | RuntimeException | Error ex) {
			// a pool would lend it to a save, even if it has died
			opened.abort(Runnable::run);
			throw ex;
		}
		finally {
			this.session = 0;
		}
	}

	/** In this order, each commit is either told or found by looking afterwards. */
	private void begin(Connection opened) throws SQLException {
		try (Statement statement = opened.createStatement()) {
			try (ResultSet taken = statement.executeQuery(this.lock.take())) {
				taken.next();
				this.session = taken.getInt(2);
			}
			statement.execute("listen \"" + this.channel + '"');
		}
	}

	private void end(Connection opened) throws SQLException {
		try (Statement statement = opened.createStatement()) {
			statement.execute("unlisten *");
			statement.execute(this.lock.release());
		}
	}

	private void waitForNotifications(Connection opened) throws SQLException {
		PGConnection postgres = opened.unwrap(PGConnection.class);
		long lastSign = System.nanoTime();
		while (!this.closed) {
			PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
			if (isForeign(notifications)) {
				this.heard.run();
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
			throw new SQLException("The connection has died silently");
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

	private void log(Exception failure) {
		LOGGER.log((this.pause == FIRST_PAUSE) ? Level.WARNING : Level.DEBUG,
				"Cannot listen to new events of other processes, so that readers find them a little later; trying again",
				failure);
	}

	private void pause() {
		LockSupport.parkNanos(this, this.pause.toNanos());
		Duration doubled = this.pause.multipliedBy(2);
		this.pause = (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	/**
	 * Ends listening.
	 * @return the thread, which ends soon and before that gives its connection back
	 */
	Thread close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		return this.thread;
	}

}
