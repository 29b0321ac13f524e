package io.eventsourcing.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test advances it. Thread-safe.
 * <p>
 * Without JUnit, bind it to a thread with {@link io.eventsourcing.domain.EventClock#bind
 * EventClock.bind(clock)}.
 */
public final class TestClock extends Clock {

	private final AtomicReference<Instant> time;

	private final ZoneId zone;

	/** Creates a clock that shows the given time, in the time zone UTC. */
	public TestClock(Instant time) {
		this(new AtomicReference<>(Objects.requireNonNull(time, "time")), ZoneOffset.UTC);
	}

	private TestClock(AtomicReference<Instant> time, ZoneId zone) {
		this.time = time;
		this.zone = zone;
	}

	/** Adds a duration to the time; a negative one sets the clock back. */
	public void advance(Duration duration) {
		this.time.updateAndGet((before) -> before.plus(duration));
	}

	/** Sets the time. */
	public void set(Instant time) {
		this.time.set(Objects.requireNonNull(time, "time"));
	}

	@Override
	public Instant instant() {
		return Objects.requireNonNull(this.time.get());
	}

	@Override
	public ZoneId getZone() {
		return this.zone;
	}

	/** Returns this clock in another time zone; both always show the same time. */
	@Override
	public TestClock withZone(ZoneId other) {
		return new TestClock(this.time, other);
	}

	@Override
	public String toString() {
		return "TestClock[" + instant().atZone(this.zone) + "]";
	}

}
