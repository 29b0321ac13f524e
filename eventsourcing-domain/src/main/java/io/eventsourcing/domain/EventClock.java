package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The clock that determines the times of new events: the system clock, unless a test or a
 * simulation replaces it, for the whole JVM or for its own thread. Times are truncated to
 * microseconds, the precision of the databases. Thread-safe.
 */
public final class EventClock {

	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1);

	private static final ReplaceableSource<Instant> TIMES = new ReplaceableSource<>(Clock.systemUTC()::instant);

	private EventClock() {
	}

	/** Returns the current time, truncated to microseconds. */
	public static Instant now() {
		return TIMES.get().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Returns a time that a caller has given, truncated to microseconds, or the current
	 * time if the given one is null.
	 * @throws EventSourcingException if the time is outside of the years 1 to 9999
	 */
	static Instant timeOr(@Nullable Instant given) {
		if (given == null) {
			return now();
		}
		if (given.isBefore(EARLIEST) || !given.isBefore(END)) {
			throw new EventSourcingException(
					"The time %s of an event is not between the years 1 and 9999".formatted(given));
		}
		return given.truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Replaces the clock for all threads of the JVM, except those that are
	 * {@linkplain #bind bound} to another one.
	 * @param source the clock to use from now on
	 * @return the replacement, which restores the present clock when it is closed
	 */
	public static Replacement use(Clock source) {
		return TIMES.use(Objects.requireNonNull(source, "source")::instant);
	}

	/**
	 * Replaces the clock for the current thread only, so that tests that run at the same
	 * time can each have their own. Threads that the current thread starts do not inherit
	 * it.
	 * @param source the clock to use from now on
	 * @return the replacement, which restores the present clock of the thread when it is
	 * closed; only the same thread may close it
	 */
	public static Replacement bind(Clock source) {
		return TIMES.bind(Objects.requireNonNull(source, "source")::instant);
	}

}
