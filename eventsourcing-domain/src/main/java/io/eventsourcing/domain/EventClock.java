package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The clock that determines the times of new events, for the whole JVM: the system clock,
 * unless a test or a simulation replaces it. Times are truncated to microseconds, the
 * precision of the databases. Thread-safe.
 */
public final class EventClock {

	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1);

	private static volatile Clock clock = Clock.systemUTC();

	private EventClock() {
	}

	/** Returns the current time, truncated to microseconds. */
	public static Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
	 * Replaces the clock for all threads of the JVM.
	 * @param source the clock to use from now on
	 * @return the replacement, which restores the present clock when it is closed
	 */
	public static synchronized Replacement use(Clock source) {
		Clock previous = clock;
		clock = Objects.requireNonNull(source, "source");
		return () -> clock = previous;
	}

}
