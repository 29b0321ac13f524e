package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.log.NotificationPages;
import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.runner.consumer.BatchTransaction;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.eventsourcing.projection.runner.consumer.ParkedAggregates;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Processes the events of one unit, one batch at a time. {@link UnitRecovery} determines
 * how the unit continues after a failure. Used by the thread that holds the unit.
 */
public final class UnitProcessor {

	private static final Logger LOGGER = System.getLogger(UnitProcessor.class.getName());

	/**
	 * The interval at which a partition that has caught up with the version in use checks
	 * whether the other partitions have caught up as well.
	 */
	private static final Duration NOT_NEAR_DELAY = Duration.ofMillis(100);

	private final ConsumerUnit unit;

	private final EventReader reader;

	private final TrackingRecorder tracking;

	private final ParkedAggregates parked;

	private final BatchTransaction transaction;

	private final ParkedRetry parkedRetry;

	private final BatchLimit limit;

	private final TakeOver takeOver;

	private final CarefulStart careful;

	private final HandlingObserver observer;

	private final UnitRecovery recovery;

	public UnitProcessor(ConsumerUnit unit, RunnerSettings settings) {
		this.unit = unit;
		this.reader = new EventReader(unit);
		this.tracking = settings.tracking();
		this.parked = new ParkedAggregates(unit.id(), settings.parkedEvents());
		this.transaction = new BatchTransaction(unit.consumer(), settings, this.parked, unit.watch());
		this.parkedRetry = new ParkedRetry(unit.id().consumer(), unit.consumer().upstream().log(), this.parked,
				this.transaction);
		this.limit = new BatchLimit(unit.consumer().maxBatch());
		this.takeOver = new TakeOver(unit, settings);
		this.careful = new CarefulStart(this.tracking, unit.consumer().options());
		this.observer = settings.observer();
		this.recovery = new UnitRecovery(unit, this.reader, this.limit,
				new FailurePolicy(unit, settings, this.parked, this.transaction), settings);
	}

	/** Processes a batch. Throws no exception, except errors of the JVM. */
	public Outcome process() {
		Turn turn = this.unit.begin();
		if (turn == null) {
			return Outcome.IDLE;
		}
		try {
			if (this.reader.continueAt(turn)) {
				this.unit.consumer().upstream().requireSame(this.tracking, this.unit.id());
				long head = this.reader.head();
				if (turn.passed() > head) {
					return this.recovery.aheadOfLog(turn.stored(), head);
				}
				this.parked.load();
				reportParked();
				this.unit.parks(!this.parked.isEmpty());
				this.careful.begin(turn, head);
			}
			if (turn.requested()) {
				if (!this.parkedRetry.run(turn, this.careful.beginRetry())) {
					return this.recovery.adopt();
				}
				this.unit.parks(!this.parked.isEmpty());
			}
			return turn.state().active() ? handleNext(turn, Long.MAX_VALUE) : handleNext(turn, this.takeOver.limit());
		}
		catch (LogIdentityException ex) {
			requestAgain(turn);
			return this.recovery.anotherLog(turn.stored(), ex);
		}
		catch (RuntimeException ex) {
			requestAgain(turn);
			return this.recovery.interrupted(ex);
		}
	}

	/** Reminds of events that were parked before this process has become the owner. */
	private void reportParked() {
		if (!this.parked.isEmpty() && !this.unit.hasParkedEvents()) {
			String name = this.unit.id().consumer();
			LOGGER.log(Level.WARNING,
					"The projection '%s' has parked events (%d). They wait until they are retried or discarded: fix the cause, then call ParkedEvents.retry(\"%s\")"
						.formatted(name, this.parked.count(), name));
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
		long before = this.reader.readUpTo();
		List<Notification> events = this.reader.events(until);
		if (!events.isEmpty()) {
			return this.careful.appliesTo(events.get(0)) ? handleAlone(turn, events.get(0))
					: handle(turn, events.subList(0, this.limit.of(events)));
		}
		long after = Math.min(this.reader.readUpTo(), until);
		if (after > before && after < until) {
			return scanned(turn.stored(), after);
		}
		this.reader.reachedHead();
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
			return this.recovery.adopt();
		}
		this.unit.advanced(position);
		if (!this.takeOver.isNear(limit)) {
			return Outcome.later(NOT_NEAR_DELAY);
		}
		try {
			return switch (this.takeOver.attempt()) {
				case DONE -> this.recovery.adopt();
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
			return this.recovery.stopped(position, ex);
		}
	}

	/**
	 * Passes events that the unit does not handle. Usually, the position is only stored
	 * when the unit is idle, but a scan of a long log for rare events takes long. During
	 * a scan, it is stored after each window that contains no such event.
	 */
	private Outcome scanned(TrackedPosition position, long after) {
		if (after - position.notificationId() < NotificationPages.WINDOW) {
			this.unit.passed(position, after);
		}
		else if (this.transaction.pass(position, after)) {
			this.unit.advanced(position.movedTo(after));
		}
		else {
			return this.recovery.adopt();
		}
		return Outcome.again(this.reader.priority());
	}

	/** Returns the exception of the last batch that failed. */
	public @Nullable RuntimeException lastFailure() {
		return this.recovery.lastFailure();
	}

	/** Returns whether an event was skipped or parked. */
	public boolean hasPassedFailure() {
		return this.recovery.hasPassedFailure();
	}

	/** Handles an event whose handler may have made another process die. */
	private Outcome handleAlone(Turn turn, Notification event) {
		int starts = this.careful.record(turn.stored(), event);
		if (starts == 0) {
			return this.recovery.adopt();
		}
		RuntimeException refusal = this.careful.refusal(event, starts);
		if (refusal != null) {
			return this.recovery.failed(turn.stored(), List.of(event), refusal);
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
		TrackedPosition next = position.movedTo(this.reader.positionAfter(events.size()));
		try {
			if (!handle(turn, events, next.notificationId())) {
				return this.recovery.adopt();
			}
		}
		catch (RuntimeException ex) {
			return this.recovery.failed(position, events, ex);
		}
		this.limit.succeeded(events, System.nanoTime() - start);
		this.recovery.succeeded();
		this.unit.advanced(next);
		this.reader.handled(events.size());
		return Outcome.again(this.reader.priority());
	}

	private boolean handle(Turn turn, List<Notification> events, long to) {
		boolean live = turn.state().active() && this.reader.isLive();
		return live ? this.transaction.handle(turn.stored(), to, events, turn::isReplay, true)
				: this.observer.catchUp(this.unit.id().consumer(), events.size(),
						() -> this.transaction.handle(turn.stored(), to, events, turn::isReplay, false));
	}

}
