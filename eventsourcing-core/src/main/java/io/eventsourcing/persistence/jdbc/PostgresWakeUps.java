package io.eventsourcing.persistence.jdbc;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Recorder.Registration;
import org.jspecify.annotations.Nullable;

/** Wakes up by PostgreSQL's LISTEN and NOTIFY. */
final class PostgresWakeUps implements WakeUps {

	private final String name = UUID.randomUUID().toString();

	private final DataSource listenerSource;

	private final String channel;

	private final Runnable heard;

	private final NotifySender sender;

	private @Nullable NotifyListener listener;

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
		this.sender = new NotifySender(connections, channel, this.name);
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

	private synchronized void begin() {
		this.hearers++;
		if (this.listener == null && !this.closed) {
			this.listener = new NotifyListener(this.listenerSource, this.channel, this.name, this.heard);
			this.listener.start();
		}
	}

	private synchronized void end() {
		this.hearers--;
		if (this.hearers == 0) {
			stop();
		}
	}

	private void stop() {
		NotifyListener running = this.listener;
		this.listener = null;
		if (running != null) {
			running.close();
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.sender.close();
		stop();
	}

}
