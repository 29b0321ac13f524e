package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The clock that determines the times of new events, for the whole JVM: the system clock,
 * unless a test or a simulation replaces it. Times are truncated to microseconds, the
 * precision of the databases. Thread-safe.
 */
public final class EventClock {

	private static volatile Clock clock = Clock.systemUTC();

	private EventClock() {
	}

	/** Returns the current time, truncated to microseconds. */
	public static Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
