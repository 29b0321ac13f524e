package io.eventsourcing.autoconfigure.observation;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A value that is read from the database at most once in an interval, because several
 * meters ask for it at the same time. A failure is kept for the interval as well:
 * otherwise, each of these meters would wait for a database that does not answer.
 * Thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Cached<T> {

	/** The interval of what operators see: one second. */
	public static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Supplier<T> source;

	private final long interval;

	/** Guarded by this object, like all fields. */
	private @Nullable T value;

	private @Nullable RuntimeException failure;

	private long readAt;

	public Cached(Supplier<T> source) {
		this(source, INTERVAL);
	}

	Cached(Supplier<T> source, Duration interval) {
		this.source = source;
		this.interval = interval.toNanos();
	}

	/**
	 * Returns the value, which is at most one interval old.
	 * @throws RuntimeException if it could not be read
	 */
	public synchronized T get() {
		if ((this.value == null && this.failure == null) || System.nanoTime() - this.readAt > this.interval) {
			read();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		T current = this.value;
		if (current == null) {
			throw new IllegalStateException("There is no value");
		}
		return current;
	}

	private void read() {
		this.value = null;
		this.failure = null;
		try {
			this.value = this.source.get();
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
		// The end of the read: whoever has waited for it need not read again
		this.readAt = System.nanoTime();
	}

}
