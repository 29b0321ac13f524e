package io.eventsourcing.projection.runner.unit;

import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.recorder.Notification;

/**
 * Determines how many events the next transaction of a unit handles: as many as probably
 * take a quarter of a second to handle. After a failure, the number is reduced until the
 * event that cannot be handled is alone in its transaction. Used by one thread at a time.
 */
public final class BatchLimit {

	private static final long TARGET_NANOS = Duration.ofMillis(250).toNanos();

	private final int max;

	/** The average time per event, or 0 if it is unknown. */
	private double nanosPerEvent;

	/**
	 * Halved after each failure whose event is unknown, and doubled after each success.
	 */
	private int limit;

	/** The event that could not be handled, or 0. */
	private long suspect;

	public BatchLimit(int max) {
		this.max = max;
		this.limit = max;
	}

	/** Returns how many of the events the next transaction handles, at least 1. */
	public int of(List<Notification> events) {
		int count = Math.min(events.size(), this.limit);
		if (this.nanosPerEvent > 0) {
			count = Math.min(count, (int) Math.max(1, TARGET_NANOS / this.nanosPerEvent));
		}
		for (int i = 0; i < count; i++) {
			if (events.get(i).id() == this.suspect) {
				return Math.max(1, i);
			}
		}
		return count;
	}

	/** Records that a transaction was committed. */
	public void succeeded(List<Notification> events, long nanos) {
		double average = (double) nanos / events.size();
		this.nanosPerEvent = (this.nanosPerEvent == 0) ? average : (3 * this.nanosPerEvent + average) / 4;
		this.limit = Math.min(this.max, 2 * this.limit);
		if (events.get(events.size() - 1).id() >= this.suspect) {
			this.suspect = 0;
		}
	}

	/** Records that an event could not be handled and must be handled alone. */
	public void isolate(long id) {
		this.suspect = id;
	}

	/**
	 * Records that one of the events could not be handled, but that it is unknown which
	 * one.
	 */
	public void halve(int count) {
		this.limit = Math.max(1, count / 2);
	}

}
