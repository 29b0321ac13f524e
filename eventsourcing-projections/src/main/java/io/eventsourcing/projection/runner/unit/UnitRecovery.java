package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Determines how a unit continues after its processing has failed, or was rejected
 * because the stored state is not the expected one. Used by the thread that holds the
 * unit.
 * <p>
 * After any exception, the stored position is read again, because a commit whose response
 * was lost may have succeeded. If it differs from the position in memory, the stored
 * position is adopted.
 */
final class UnitRecovery {

	private static final Logger LOGGER = System.getLogger(UnitRecovery.class.getName());

	private static final Duration MAX_OUTAGE_DELAY = Duration.ofSeconds(10);

	private final ConsumerUnit unit;

	private final EventReader reader;

	private final BatchLimit limit;

	private final FailurePolicy policy;

	private final TrackingRecorder tracking;

	private final UUID runnerId;

	/** The number of database failures since the last success. */
	private int outages;

	private @Nullable RuntimeException lastFailure;

	private boolean passedFailure;

	UnitRecovery(ConsumerUnit unit, EventReader reader, BatchLimit limit, FailurePolicy policy,
			RunnerSettings settings) {
		this.unit = unit;
		this.reader = reader;
		this.limit = limit;
		this.policy = policy;
		this.tracking = settings.tracking();
		this.runnerId = settings.runner().id();
	}

	/** Returns the last exception. */
	@Nullable RuntimeException lastFailure() {
		return this.lastFailure;
	}

	/** Returns whether an event was skipped or parked. */
	boolean hasPassedFailure() {
		return this.passedFailure;
	}

	/** Records that a batch was committed, which ends an outage. */
	void succeeded() {
		this.outages = 0;
	}

	/** Reads and adopts the stored state, because it differs from the state in memory. */
	Outcome adopt() {
		Optional<TrackedConsumer> row = this.tracking.find(this.unit.id());
		if (row.isEmpty() || !row.get().isOwnedBy(this.runnerId)) {
			this.unit.revoke();
		}
		else {
			this.unit.adopt(row.get());
		}
		return Outcome.again(Priority.LIVE);
	}

	/** Handles the case that a batch could not be handled. */
	Outcome failed(TrackedPosition position, List<Notification> events, RuntimeException failure) {
		this.lastFailure = failure;
		try {
			Optional<TrackedConsumer> row = this.tracking.find(this.unit.id());
			if (row.isEmpty() || !row.get().isOwnedBy(this.runnerId) || !row.get().position().equals(position)) {
				return adopt();
			}
			if (Failures.isInfrastructure(failure)) {
				return outage("handle events", failure);
			}
			return (events.size() > 1) ? isolate(events, failure) : decide(row.get(), events.get(0), failure);
		}
		catch (RuntimeException ex) {
			ex.addSuppressed(failure);
			return outage("handle events", ex);
		}
	}

	/**
	 * Makes the next transaction end before the event that failed. If that event is the
	 * first one, the next transaction has half as many events: a method that takes a list
	 * does not report which event of the list it could not handle.
	 */
	private Outcome isolate(List<Notification> events, RuntimeException failure) {
		long failed = Failures.failedId(failure);
		if (failed > events.get(0).id()) {
			this.limit.isolate(failed);
		}
		else {
			this.limit.halve(events.size());
		}
		return Outcome.again(Priority.LIVE);
	}

	private Outcome decide(TrackedConsumer row, Notification event, RuntimeException failure) {
		this.limit.isolate(event.id());
		FailurePolicy.Decision decision = this.policy.decide(row, event, failure);
		return switch (decision.kind()) {
			case PASSED -> passed(row.position(), event);
			case REFUSED -> adopt();
			case AGAIN -> Outcome.later(decision.delay());
		};
	}

	private Outcome passed(TrackedPosition position, Notification event) {
		this.passedFailure = true;
		this.limit.isolate(0);
		this.outages = 0;
		this.unit.advanced(position.movedTo(event.id()));
		this.reader.handled(1);
		return Outcome.again(this.reader.priority());
	}

	/**
	 * Handles the case that the processing was interrupted by an exception. What was read
	 * ahead is discarded, because the outcome is unknown.
	 */
	Outcome interrupted(RuntimeException failure) {
		this.reader.forget();
		return outage("continue", failure);
	}

	/**
	 * Plans a retry. A failure of the database does not count as an attempt to handle an
	 * event.
	 */
	private Outcome outage(String task, RuntimeException failure) {
		this.outages++;
		this.lastFailure = failure;
		if (this.outages == 1 || Failures.delay(this.outages, MAX_OUTAGE_DELAY).equals(MAX_OUTAGE_DELAY)) {
			LOGGER.log(Level.WARNING,
					"The projection '%s' could not %s, and will retry".formatted(this.unit.id().consumer(), task),
					failure);
		}
		return Outcome.later(Failures.delay(this.outages, MAX_OUTAGE_DELAY));
	}

	/**
	 * Handles the case that the log was restored from an older backup, or is the log of
	 * another store.
	 */
	Outcome aheadOfLog(TrackedPosition position, long head) {
		String cause = "The position %d of the projection is above the last id of the log, %d. The log was probably restored from a backup that is older than the position. Restore both from the same backup, or correct the position in the table 'tracking'."
			.formatted(position.notificationId(), head);
		this.reader.forget();
		return stopped(position, new IllegalStateException(cause));
	}

	/** Handles the case that the position belongs to another log. */
	Outcome anotherLog(TrackedPosition position, LogIdentityException failure) {
		this.reader.forget();
		try {
			return stopped(position, failure);
		}
		catch (RuntimeException ex) {
			ex.addSuppressed(failure);
			return outage("continue", ex);
		}
	}

	/** Records that the unit cannot continue at its position, and plans a retry. */
	Outcome stopped(TrackedPosition position, RuntimeException failure) {
		this.lastFailure = failure;
		int attempts = this.tracking.recordFailure(position, position.notificationId(), Failures.describe(failure));
		if (attempts == 0) {
			return adopt();
		}
		this.unit.progress().failed(position.notificationId(), failure);
		if (attempts == this.unit.consumer().options().maxAttempts()) {
			LOGGER.log(Level.ERROR, "The projection '%s' has stopped".formatted(this.unit.id().consumer()), failure);
		}
		return Outcome.later(Failures.delay(attempts, FailurePolicy.MAX_DELAY));
	}

}
