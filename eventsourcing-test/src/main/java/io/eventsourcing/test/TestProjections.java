package io.eventsourcing.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;

/**
 * Waits in a test for the projections and process applications of the application under
 * test, so that assertions about read models need no polling. In tests with Spring Boot,
 * it is a bean that can be injected. Thread-safe.
 */
public final class TestProjections {

	/** The default for the maximum time to wait, in seconds: 10. */
	public static final int DEFAULT_TIMEOUT_SECONDS = 10;

	private final Projections projections;

	private final ParkedEvents parkedEvents;

	private final NotificationLog log;

	/**
	 * @param projections waits for the projections
	 * @param parkedEvents lists the events that they have set aside
	 * @param log the log that they follow
	 */
	public TestProjections(Projections projections, ParkedEvents parkedEvents, NotificationLog log) {
		this.projections = Objects.requireNonNull(projections, "projections");
		this.parkedEvents = Objects.requireNonNull(parkedEvents, "parkedEvents");
		this.log = Objects.requireNonNull(log, "log");
	}

	/**
	 * Waits up to 10 seconds until all projections and process applications have handled
	 * all events, including those that process applications save meanwhile.
	 * @throws ProjectionFailedException if one of them has stopped or has parked an
	 * event; the cause is that of the failure
	 * @throws AssertionError if the time has elapsed, or at once if one of them is
	 * paused; the message contains their states
	 */
	public void await() {
		await(Duration.ofSeconds(DEFAULT_TIMEOUT_SECONDS));
	}

	/**
	 * Waits in the same way.
	 * @param timeout the maximum time to wait
	 * @throws ProjectionFailedException if one of them has stopped or has parked an event
	 * @throws AssertionError if the time has elapsed, or if one of them is paused
	 */
	public void await(Duration timeout) {
		long start = System.nanoTime();
		long deadline = start + timeout.toNanos();
		long seen;
		do {
			seen = this.log.maxId();
			if (!this.projections.awaitAll(Duration.ofNanos(deadline - System.nanoTime()))) {
				throw new AssertionError("The projections had not handled all events after %d ms: %s"
					.formatted(Duration.ofNanos(System.nanoTime() - start).toMillis(), states()));
			}
		}
		while (this.log.maxId() > seen);
		requireNothingParked();
	}

	private String states() {
		return this.projections.states()
			.stream()
			.map((state) -> "'%s' is %s at event %d of %d".formatted(state.name(), state.status(), state.position(),
					state.head()))
			.collect(Collectors.joining(", "));
	}

	private void requireNothingParked() {
		List<String> names = this.projections.states()
			.stream()
			.filter((state) -> state.status() != ProjectionStatus.ORPHANED)
			.map(ProjectionState::name)
			.distinct()
			.toList();
		for (String name : names) {
			for (ParkedEvent parked : this.parkedEvents.of(name)) {
				throw new ProjectionFailedException(name,
						"it has parked event %d, %s%s".formatted(parked.notificationId(), parked.topic(),
								(parked.cause() != null) ? ": " + parked.cause() : ""));
			}
		}
	}

}
