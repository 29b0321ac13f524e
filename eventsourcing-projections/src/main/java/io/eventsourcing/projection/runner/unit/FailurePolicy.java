package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.runner.consumer.BatchTransaction;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.eventsourcing.projection.runner.consumer.ParkedAggregates;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;

/**
 * Decides what happens after a failed attempt to handle an event that was alone in its
 * transaction. Used by one thread at a time.
 */
public final class FailurePolicy {

	public static final Duration MAX_DELAY = Duration.ofMinutes(1);

	private static final Logger LOGGER = System.getLogger(FailurePolicy.class.getName());

	/** The kinds of decisions. */
	public enum Kind {

		/** The event was skipped or parked, so the position has moved past it. */
		PASSED,

		/** The stored position is not the expected one. */
		REFUSED,

		/** The event must be handled again, after a delay. */
		AGAIN

	}

	public record Decision(Kind kind, Duration delay) {

		private static final Decision PASSED = new Decision(Kind.PASSED, Duration.ZERO);

		private static final Decision REFUSED = new Decision(Kind.REFUSED, Duration.ZERO);

		private static Decision passedIf(boolean entitled) {
			return entitled ? PASSED : REFUSED;
		}

		private static Decision again(int attempts) {
			return (attempts == 0) ? REFUSED : new Decision(Kind.AGAIN, Failures.delay(attempts, MAX_DELAY));
		}

	}

	private final ConsumerUnit unit;

	private final TrackingRecorder tracking;

	private final ParkedAggregates parked;

	private final BatchTransaction transaction;

	private final ProjectionOptions options;

	private final HandlingObserver observer;

	/** The event in front of which the log says that the projection has stopped. */
	private long reported;

	public FailurePolicy(ConsumerUnit unit, RunnerSettings settings, ParkedAggregates parked,
			BatchTransaction transaction) {
		this.unit = unit;
		this.tracking = settings.tracking();
		this.observer = settings.observer();
		this.parked = parked;
		this.transaction = transaction;
		this.options = unit.consumer().options();
	}

	/**
	 * Counts the attempt and, if it was the last one, applies the policy of the
	 * projection; but if the cause concerns other events as well, the projection stops.
	 * If the event is skipped or parked, the last attempt is not stored as a failure, so
	 * that the projection does not appear to have stopped.
	 * @param row the stored state of the projection
	 */
	public Decision decide(TrackedConsumer row, Notification event, RuntimeException failure) {
		int attempts = attempts(row, event) + 1;
		if (attempts < this.options.maxAttempts()) {
			return Decision.again(record(row.position(), event, failure));
		}
		if (Failures.isMissingObject(failure)) {
			return stop(row.position(), event, new EventSourcingException(
					"The event is neither parked nor skipped, because a table, a column or a privilege is missing, which concerns other events as well",
					failure));
		}
		return switch (this.options.onFailure()) {
			case SKIP -> skip(row.position(), event, failure);
			case PARK -> park(row.position(), event, attempts, failure);
			case STOP -> stop(row.position(), event, failure);
		};
	}

	private static int attempts(TrackedConsumer row, Notification event) {
		ConsumerFailure failure = row.failure();
		return (failure != null && failure.notificationId() == event.id()) ? failure.attempts() : 0;
	}

	private int record(TrackedPosition position, Notification event, RuntimeException failure) {
		return this.tracking.recordFailure(position, event.id(), Failures.describe(failure));
	}

	private Decision skip(TrackedPosition position, Notification event, RuntimeException failure) {
		boolean skipped = this.transaction.pass(position, event.id());
		if (skipped) {
			LOGGER.log(Level.ERROR, "The projection '%s' has skipped notification %d".formatted(name(), event.id()),
					failure);
			notifyObserver(event, OnFailure.SKIP);
		}
		return Decision.passedIf(skipped);
	}

	private Decision park(TrackedPosition position, Notification event, int attempts, RuntimeException failure) {
		String refusal = this.parked.refusal(this.options.maxParked());
		if (refusal != null) {
			return stop(position, event,
					new EventSourcingException("The event was not parked, because " + refusal, failure));
		}
		boolean done = this.transaction.park(position, event, attempts, failure);
		if (done) {
			this.unit.parks(true);
			LOGGER.log(Level.ERROR,
					"The projection '%s' has parked notification %d, and will park all later events of the aggregate %s until the event is retried or discarded: fix the cause, then call ParkedEvents.retry(\"%s\")"
						.formatted(name(), event.id(), event.event().originatorId(), name()),
					failure);
			notifyObserver(event, OnFailure.PARK);
		}
		return Decision.passedIf(done);
	}

	/** The transaction is committed, so an exception must not look like its failure. */
	private void notifyObserver(Notification event, OnFailure policy) {
		try {
			this.observer.passed(name(), event.id(), policy);
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.ERROR, "An observer of the projection '%s' failed".formatted(name()), ex);
		}
	}

	private Decision stop(TrackedPosition position, Notification event, RuntimeException failure) {
		int attempts = record(position, event, failure);
		if (attempts > 0) {
			this.unit.progress().failed(event.id(), failure);
		}
		if (attempts > 0 && this.reported != event.id()) {
			this.reported = event.id();
			LOGGER.log(Level.ERROR,
					"The projection '%s' has stopped at notification %d after %d attempts; it retries with an increasing delay"
						.formatted(name(), event.id(), attempts),
					failure);
		}
		return Decision.again(attempts);
	}

	private String name() {
		return this.unit.id().consumer();
	}

}
