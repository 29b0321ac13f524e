package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The clock that gives new events their time, in microseconds, because that is what
 * databases keep. It is the system's unless it is replaced, for the whole JVM, which is
 * meant for tests and simulations. Safe for use by many threads.
 */
public final class EventClock {

	private static volatile Clock clock = Clock.systemUTC();

	private EventClock() {
	}

	/** The time for an event that happens now. */
	public static Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/** Takes the time of all later events from the clock. */
	public static void use(Clock source) {
		clock = Objects.requireNonNull(source, "source");
	}

	/** Takes the time from the system again. */
	public static void reset() {
		clock = Clock.systemUTC();
	}

}
