package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.ApplicationRecorder.Registration;
import org.jspecify.annotations.Nullable;

/** Wakes up by PostgreSQL's LISTEN and NOTIFY. */
final class PostgresWakeUps implements WakeUps {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final String name = UUID.randomUUID().toString();

	private final DataSource listenerSource;

	private final String channel;

	private final Runnable heard;

	private final NotifySender sender;

	/** What has been told to end. */
	private final List<Thread> ending = new ArrayList<>();

	private volatile @Nullable NotifyListener listener;

	private int hearers;

	private boolean closed;

	/**
	 * @param listenerSource where the connection comes from that is kept for listening
	 * @param heard what to do when others have committed events
	 */
	PostgresWakeUps(Connections connections, DataSource listenerSource, String channel, Runnable heard) {
		this.listenerSource = listenerSource;
		this.channel = channel;
		this.heard = heard;
		this.sender = new NotifySender(connections, channel, this.name, this::ownListener);
	}

	@Override
	public void tell() {
		this.sender.send();
	}

	@Override
	public Registration hear() {
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
		if (this.listener == null && !this.closed) {
			NotifyListener started = new NotifyListener(this.listenerSource, this.channel, this.name, this.heard);
			started.start();
			this.listener = started;
		}
		this.hearers++;
	}

	private synchronized void end() {
		this.hearers--;
		if (this.hearers == 0) {
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
	 * Waits until the connections have been given back, because the data source is often
	 * closed next; but not for ever, because the database may not answer.
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
