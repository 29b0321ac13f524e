package io.eventsourcing.autoconfigure.support;

import java.time.Duration;
import java.util.function.Supplier;

import io.eventsourcing.domain.Internal;
import org.jspecify.annotations.Nullable;

/**
 * A value that is read from the database at most once in an interval, because several
 * meters ask for it at the same time. A failure is kept for the interval as well:
 * otherwise, each of these meters would wait for a database that does not answer. If a
 * read of this value, or of another one that shares its lock, takes longer than the
 * interval, only the thread that reads waits for its end; the others get the last value,
 * as long as it is not too old. Thread-safe.
 *
 * @param <T> the type of the value
 */
@Internal
public final class Cached<T> {

	/** The interval of what operators see: one second. */
	public static final Duration INTERVAL = Duration.ofSeconds(1);

	/**
	 * The number of intervals for which a value is good while a new one is being read.
	 */
	private static final int MAX_AGE = 10;

	private final Supplier<T> source;

	private final long interval;

	/** Held while the value, or another one that shares the lock, is read. */
	private final ReadLock lock;

	private volatile @Nullable Read<T> last;

	/**
	 * A read that has ended.
	 *
	 * @param value the value, or null if it could not be read
	 * @param failure the reason, or null
	 * @param at when it ended: whoever has waited for it need not read again
	 */
	private record Read<T>(@Nullable T value, @Nullable RuntimeException failure, long at) {

		boolean isYoungerThan(long nanos) {
			return System.nanoTime() - this.at <= nanos;
		}

		T get() {
			if (this.failure != null) {
				throw this.failure;
			}
			if (this.value == null) {
				throw new IllegalStateException("There is no value");
			}
			return this.value;
		}

	}

	Cached(Supplier<T> source, Duration interval, ReadLock lock) {
		this.source = source;
		this.lock = lock;
		this.interval = interval.toNanos();
	}

	/**
	 * Returns the value, which is at most one interval old, or at most ten intervals
	 * while another thread reads.
	 * @throws RuntimeException if it could not be read
	 */
	public T get() {
		Read<T> known = this.last;
		if (known != null && known.isYoungerThan(this.interval)) {
			return known.get();
		}
		if (!this.lock.begin(this.interval)) {
			return whileReading(this.last);
		}
		try {
			return refresh().get();
		}
		finally {
			this.lock.end();
		}
	}

	private T whileReading(@Nullable Read<T> known) {
		if (known == null || !known.isYoungerThan(MAX_AGE * this.interval)) {
			throw new IllegalStateException("The event store has not answered yet, and there is no recent value");
		}
		return known.get();
	}

	private Read<T> refresh() {
		Read<T> known = this.last;
		if (known != null && known.isYoungerThan(this.interval)) {
			return known;
		}
		Read<T> read = read();
		this.last = read;
		return read;
	}

	private Read<T> read() {
		try {
			T value = this.source.get();
			return new Read<>(value, null, System.nanoTime());
		}
		catch (RuntimeException ex) {
			return new Read<>(null, ex, System.nanoTime());
		}
	}

}
