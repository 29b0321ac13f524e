package io.eventsourcing.persistence.jdbc.notify;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import io.eventsourcing.persistence.jdbc.transaction.Connections;
import org.jspecify.annotations.Nullable;

/**
 * Notifies other processes after events were committed, in a thread of its own.
 * <p>
 * A NOTIFY within the transaction of a save would take a database-wide lock until the
 * commit. So it is sent afterwards, once for all commits of 10 milliseconds, and only if
 * another session listens; if none does, this is checked again after 100 milliseconds.
 * Coalescing is safe because a notification carries no data: a listener reads all new
 * events. A listener that starts in between misses nothing, because it reads once after
 * it has begun to listen. The field that matters is {@code pending}: it is set after the
 * commit and cleared before the notification is sent.
 * <p>
 * The events are already stored, so no exception or error in this class makes a save fail
 * or ends the thread. If the thread has ended for another reason, the next save starts a
 * new one.
 */
final class NotifySender {

	private static final Logger LOGGER = System.getLogger(NotifySender.class.getName());

	/**
	 * The transaction changes nothing that a crash could lose, so its commit need not
	 * wait for the disk.
	 */
	private static final String NOTIFY = """
			select pg_catalog.set_config('synchronous_commit', 'off', true), pg_catalog.pg_notify(?, ?)
			where %s
			""";

	private static final Duration PAUSE = Duration.ofMillis(10);

	private static final Duration PAUSE_WHEN_NOBODY_LISTENS = Duration.ofMillis(100);

	/**
	 * The interval at which the thread checks by itself whether events were committed: a
	 * save whose stack is full may have set {@code pending} without waking the thread.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Connections connections;

	private final String channel;

	private final String sender;

	private final String statement;

	private final ThreadFactory threads;

	private final IntSupplier ownListener;

	private volatile boolean pending;

	private volatile boolean closed;

	private volatile @Nullable Thread thread;

	/**
	 * Whether the last attempt failed, which has been logged. Used by the thread only.
	 */
	private boolean failing;

	/**
	 * @param sender the payload of the notifications
	 * @param threads creates the thread, when the first events have been committed
	 * @param ownListener the number of the session that need not be notified, or 0
	 */
	NotifySender(Connections connections, String channel, String sender, ThreadFactory threads,
			IntSupplier ownListener) {
		this.connections = connections;
		this.channel = channel;
		this.sender = sender;
		this.statement = NOTIFY.formatted(new ListenerPresence(channel).isHeldByAnother());
		this.threads = threads;
		this.ownListener = ownListener;
	}

	void send() {
		try {
			Thread running = this.thread;
			boolean alive = running != null && running.isAlive();
			if (!this.closed && !(this.pending && alive)) {
				running = alive ? running : start();
				this.pending = running != null;
				LockSupport.unpark(running);
			}
		}
		catch (Throwable ex) {
			log(Level.WARNING, "Cannot notify other processes of new events", ex);
		}
	}

	private synchronized @Nullable Thread start() {
		Thread running = this.thread;
		if (!this.closed && (running == null || !running.isAlive())) {
			Thread starting = this.threads.newThread(this::run);
			starting.setName("eventsourcing-notify-" + this.channel);
			starting.start();
			this.thread = starting;
		}
		return this.thread;
	}

	private void run() {
		while (this.pending || !this.closed) {
			// An interrupt would end all pauses, so it is cleared
			Thread.interrupted();
			if (this.pending) {
				this.pending = false;
				pause(sendNow() ? PAUSE : PAUSE_WHEN_NOBODY_LISTENS);
			}
			else {
				LockSupport.parkNanos(this, LONGEST_WAIT.toNanos());
			}
		}
	}

	/** Sends the notification; returns false if no other session listens. */
	private boolean sendNow() {
		try {
			boolean notified = this.connections.run(this::execute);
			this.failing = false;
			return notified;
		}
		catch (Throwable ex) {
			boolean expected = ex instanceof SQLException || ex instanceof RuntimeException || this.failing;
			log(expected ? Level.DEBUG : Level.WARNING, "Could not notify other processes of new events", ex);
			this.failing = true;
			return true;
		}
	}

	/** Throws nothing: without memory or stack, nothing can be logged. */
	private static void log(Level level, String message, Throwable failure) {
		try {
			LOGGER.log(level, message, failure);
		}
		catch (Throwable ex) {
			// The events are stored, and other processes find them by polling
		}
	}

	private boolean execute(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.statement)) {
			statement.setString(1, this.channel);
			statement.setString(2, this.sender);
			statement.setInt(3, this.ownListener.getAsInt());
			try (ResultSet notified = statement.executeQuery()) {
				return notified.next();
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
	 * Stops sending, after a pending notification has been sent.
	 * @return the thread, which returns its connection and ends soon, or null if there is
	 * none
	 */
	synchronized @Nullable Thread close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		return this.thread;
	}

}
