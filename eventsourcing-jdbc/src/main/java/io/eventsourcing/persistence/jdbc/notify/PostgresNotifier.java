package io.eventsourcing.persistence.jdbc.notify;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.transaction.Connections;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import org.jspecify.annotations.Nullable;

/** A {@link Notifier} that uses LISTEN and NOTIFY of PostgreSQL. */
final class PostgresNotifier implements Notifier {

	private static final Logger LOGGER = System.getLogger(PostgresNotifier.class.getName());

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** The payload of this process's notifications, which its own listener ignores. */
	private final String name = UUID.randomUUID().toString();

	private final DataSource listenerSource;

	private final String channel;

	private final ThreadFactory threads;

	private final Runnable onNotification;

	private final NotifySender sender;

	/** The threads that have been requested to end. */
	private final List<Thread> ending = new ArrayList<>();

	private volatile @Nullable NotifyListener listener;

	private int listeners;

	private boolean closed;

	PostgresNotifier(Connections connections, DataSource listenerSource, String channel, ThreadFactory threads,
			Runnable onNotification) {
		this.listenerSource = listenerSource;
		this.channel = channel;
		this.threads = threads;
		this.onNotification = onNotification;
		this.sender = new NotifySender(connections, channel, this.name, threads, this::ownListener);
	}

	@Override
	public void notifyOthers() {
		this.sender.send();
	}

	@Override
	public Registration listen() {
		begin();
		AtomicBoolean ended = new AtomicBoolean();
		return () -> {
			if (ended.compareAndSet(false, true)) {
				end();
			}
		};
	}

	private int ownListener() {
		NotifyListener running = this.listener;
		return (running != null) ? running.session() : 0;
	}

	private synchronized void begin() {
		this.listeners++;
		NotifyListener running = this.listener;
		if (!this.closed && (running == null || !running.isRunning())) {
			try {
				NotifyListener starting = new NotifyListener(this.listenerSource, this.channel, this.name, this.threads,
						this.onNotification);
				starting.start();
				this.listener = starting;
			}
			catch (RuntimeException | OutOfMemoryError ex) {
				// The next registration tries again
				LOGGER.log(Level.WARNING, "Cannot start the thread that listens to notifications of other processes; "
						+ "readers find new events by polling", ex);
			}
		}
	}

	private synchronized void end() {
		this.listeners--;
		if (this.listeners == 0) {
			stop();
		}
	}

	private void stop() {
		this.ending.removeIf((thread) -> !thread.isAlive());
		NotifyListener running = this.listener;
		this.listener = null;
		if (running != null) {
			this.ending.add(running.close());
		}
	}

	/**
	 * Waits until the connections have been returned, because the data source is often
	 * closed next, but only for a limited time, because the database may not respond.
	 */
	@Override
	public void close() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		for (Thread thread : stopAll()) {
			join(thread, deadline);
		}
	}

	private synchronized List<Thread> stopAll() {
		this.closed = true;
		stop();
		Thread sending = this.sender.close();
		if (sending != null) {
			this.ending.add(sending);
		}
		return List.copyOf(this.ending);
	}

	private static void join(Thread thread, long deadline) {
		try {
			thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())).toMillis() + 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
