package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.LogIdentityException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.EventHandlingException;
import io.eventsourcing.projection.runner.consumer.BatchTransaction;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.HandlerTimeoutException;
import io.eventsourcing.projection.runner.consumer.ParkedAggregates;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.consumer.UndecodableEventException;
import io.eventsourcing.projection.runner.unit.ConsumerUnit.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Processes the events of one unit, one batch at a time. Used by the thread that holds
 * the unit.
 * <p>
 * After any exception, the stored position is read again, because a commit whose response
 * was lost may have succeeded. If it differs from the position in memory, the stored
 * position is adopted.
 */
public final class UnitProcessor {

	private static final Logger LOGGER = System.getLogger(UnitProcessor.class.getName());

	private static final Duration MAX_OUTAGE_DELAY = Duration.ofSeconds(10);

	/**
	 * The interval at which a partition that has caught up with the version in use checks
	 * whether the other partitions have caught up as well.
	 */
	private static final Duration NOT_NEAR_DELAY = Duration.ofMillis(100);

	/** The number of ids after which a position is stored during a scan of the log. */
	private static final long MAX_UNSTORED = 100_000;

	private final ConsumerUnit unit;

	private final EventSource source;

	private final TrackingRecorder tracking;

	private final UUID runnerId;

	private final ParkedAggregates parked;

	private final BatchTransaction transaction;

	private final ParkedRetry parkedRetry;

	private final FailurePolicy policy;

	private final BatchLimit limit;

	private final TakeOver takeOver;

	private final CarefulStart careful;

	/** The number of database failures since the last success. */
	private int outages;

	private @Nullable RuntimeException lastFailure;

	private boolean passedFailure;

	public UnitProcessor(ConsumerUnit unit, RunnerSettings settings) {
		this.unit = unit;
		this.source = new EventSource(unit);
		this.tracking = settings.tracking();
		this.runnerId = settings.runner().id();
		this.parked = new ParkedAggregates(unit.id(), settings.parkedEvents());
		this.transaction = new BatchTransaction(unit.consumer(), this.tracking, this.parked, unit.watch());
		this.parkedRetry = new ParkedRetry(unit.id().consumer(), unit.consumer().upstream().log(), this.parked,
				this.transaction);
		this.policy = new FailurePolicy(unit, this.tracking, this.parked, this.transaction);
		this.limit = new BatchLimit(unit.consumer().maxBatch());
		this.takeOver = new TakeOver(unit, settings);
		this.careful = new CarefulStart(this.tracking, unit.consumer().options());
	}

	/** Processes a batch. Throws no exception, except errors of the JVM. */
	public Outcome process() {
		Turn turn = this.unit.begin();
		if (turn == null) {
			return Outcome.IDLE;
		}
		try {
			if (this.source.continueAt(turn)) {
				this.unit.consumer().upstream().requireSame(this.tracking, this.unit.id());
				long head = this.source.head();
				if (turn.passed() > head) {
					return aheadOfLog(turn.stored(), head);
				}
				this.parked.load();
				this.unit.parks(!this.parked.isEmpty());
				this.careful.begin(turn, head);
			}
			if (turn.requested()) {
				if (!this.parkedRetry.run(turn, this.careful.beginRetry())) {
					return adopt();
				}
				this.unit.parks(!this.parked.isEmpty());
			}
			return turn.active() ? handleNext(turn, Long.MAX_VALUE) : handleNext(turn, this.takeOver.limit());
		}
		catch (LogIdentityException ex) {
			requestAgain(turn);
			this.source.forget();
			return anotherLog(turn, ex);
		}
		catch (RuntimeException ex) {
			requestAgain(turn);
			// The position is read again, because the outcome is unknown
			this.source.forget();
			return outage("continue", ex);
		}
	}

	private Outcome anotherLog(Turn turn, LogIdentityException failure) {
		try {
			return stopped(turn.stored(), failure);
		}
		catch (RuntimeException ex) {
			ex.addSuppressed(failure);
			return outage("continue", ex);
		}
	}

	private void requestAgain(Turn turn) {
		if (turn.requested()) {
			this.unit.request();
		}
	}

	/**
	 * Handles the next events.
	 * @param until the id after which no event must be handled; the last possible id if
	 * the version is the one that is in use
	 */
	private Outcome handleNext(Turn turn, long until) {
		long before = this.source.readUpTo();
		List<Notification> events = this.source.events(until);
		if (!events.isEmpty()) {
			return this.careful.appliesTo(events.get(0)) ? handleAlone(turn, events.get(0))
					: handle(turn, events.subList(0, this.limit.of(events)));
		}
		long after = Math.min(this.source.readUpTo(), until);
		if (after > before && after < until) {
			return scanned(turn.stored(), after);
		}
		this.unit.passed(turn.stored(), after);
		return (after == until) ? takeOver(turn.stored(), until) : Outcome.IDLE;
	}

	/**
	 * Replaces the version that is in use, once this version has reached its position.
	 * First, the position is stored, so that the other partitions see it.
	 */
	private Outcome takeOver(TrackedPosition stored, long limit) {
		TrackedPosition position = stored.movedTo(Math.max(limit, stored.notificationId()));
		if (!position.equals(stored) && !this.transaction.pass(stored, limit)) {
			return adopt();
		}
		this.unit.advanced(position);
		if (!this.takeOver.isNear(limit)) {
			return Outcome.later(NOT_NEAR_DELAY);
		}
		try {
			return switch (this.takeOver.attempt()) {
				case DONE -> adopt();
				case BEHIND -> (this.unit.partitionCount() == 1) ? Outcome.again(Priority.CATCH_UP)
						: Outcome.later(NOT_NEAR_DELAY);
				// If that changes, the epoch increases, and the unit is scheduled
				case NOT_WANTED -> Outcome.IDLE;
			};
		}
		catch (RuntimeException ex) {
			if (Failures.isInfrastructure(ex)) {
				throw ex;
			}
			return stopped(position, ex);
		}
	}

	/**
	 * Passes events that the unit does not handle. Usually, the position is only stored
	 * when the unit is idle, but a scan of a long log for rare events takes long.
	 */
	private Outcome scanned(TrackedPosition position, long after) {
		if (after - position.notificationId() < MAX_UNSTORED) {
			this.unit.passed(position, after);
		}
		else if (this.transaction.pass(position, after)) {
			this.unit.advanced(position.movedTo(after));
		}
		else {
			return adopt();
		}
		return Outcome.again(Priority.CATCH_UP);
	}

	/** Returns the exception of the last batch that failed. */
	public @Nullable RuntimeException lastFailure() {
		return this.lastFailure;
	}

	/** Returns whether an event was skipped or parked. */
	public boolean hasPassedFailure() {
		return this.passedFailure;
	}

	/** Handles an event whose handler may have made another process die. */
	private Outcome handleAlone(Turn turn, Notification event) {
		int starts = this.careful.record(turn.stored(), event);
		if (starts == 0) {
			return adopt();
		}
		RuntimeException refusal = this.careful.refusal(event, starts);
		if (refusal != null) {
			return failed(turn.stored(), List.of(event), refusal);
		}
		try {
			return handle(turn, List.of(event));
		}
		finally {
			this.careful.survived(event);
		}
	}

	private Outcome handle(Turn turn, List<Notification> events) {
		long start = System.nanoTime();
		TrackedPosition position = turn.stored();
		TrackedPosition next = position.movedTo(this.source.positionAfter(events.size()));
		try {
			if (!this.transaction.handle(position, next.notificationId(), events, turn::isReplay)) {
				return adopt();
			}
		}
		catch (RuntimeException ex) {
			return failed(position, events, ex);
		}
		this.limit.succeeded(events, System.nanoTime() - start);
		return moved(next, events.size());
	}

	private Outcome moved(TrackedPosition next, int count) {
		this.unit.advanced(next);
		this.source.handled(count);
		this.outages = 0;
		return Outcome.again(this.source.isBehind() ? Priority.CATCH_UP : Priority.LIVE);
	}

	/**
	 * Handles the case that the log was restored from an older backup, or is the log of
	 * another store.
	 */
	private Outcome aheadOfLog(TrackedPosition position, long head) {
		String cause = "The position %d of the projection is above the last id of the log, %d. The log was probably restored from a backup that is older than the position. Restore both from the same backup, or correct the position in the table 'tracking'."
			.formatted(position.notificationId(), head);
		this.source.forget();
		return stopped(position, new IllegalStateException(cause));
	}

	/** Records that the unit cannot continue at its position, and plans a retry. */
	private Outcome stopped(TrackedPosition position, RuntimeException failure) {
		this.lastFailure = failure;
		int attempts = this.tracking.recordFailure(position, position.notificationId(), Failures.describe(failure));
		if (attempts == 0) {
			return adopt();
		}
		this.unit.failed(position.notificationId(), failure);
		if (attempts == this.unit.consumer().options().maxAttempts()) {
			LOGGER.log(Level.ERROR, "The projection '%s' has stopped".formatted(this.unit.id().consumer()), failure);
		}
		return Outcome.later(Failures.delay(attempts, FailurePolicy.MAX_DELAY));
	}

	/** Reads and adopts the stored state, because it differs from the state in memory. */
	private Outcome adopt() {
		Optional<TrackedConsumer> row = this.tracking.find(this.unit.id());
		if (row.isEmpty() || !row.get().isOwnedBy(this.runnerId)) {
			this.unit.revoke();
		}
		else {
			this.unit.believe(row.get());
		}
		return Outcome.again(Priority.LIVE);
	}

	private Outcome failed(TrackedPosition position, List<Notification> events, RuntimeException failure) {
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
	 * Makes the next transaction end before the event that failed. If that event is the
	 * first one, the next transaction has half as many events: a method that takes a list
	 * does not report which event of the list it could not handle.
	 */
	private Outcome isolate(List<Notification> events, RuntimeException failure) {
		long failed = failedId(failure);
		if (failed > events.get(0).id()) {
			this.limit.isolate(failed);
		}
		else {
			this.limit.halve(events.size());
		}
		return Outcome.again(Priority.LIVE);
	}

	/** Returns the event that failed, or 0 if that is not known. */
	private static long failedId(RuntimeException failure) {
		if (failure instanceof EventHandlingException known) {
			return known.notificationId();
		}
		if (failure instanceof HandlerTimeoutException known) {
			return known.notificationId();
		}
		return (failure instanceof UndecodableEventException known) ? known.notificationId() : 0;
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
		return moved(position.movedTo(event.id()), 1);
	}

}
