package io.eventsourcing.projection.runner.consumer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

import io.eventsourcing.projection.binding.CurrentNotification;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a handler of one unit does not return. A handler cannot be interrupted
 * safely, so it is only reported. If it returns after all, its transaction may have been
 * ended by the database; that failure counts as an attempt to handle the event.
 * <p>
 * The thread that handles events calls {@link #begin}, {@link #end()} and
 * {@link #explain}; one other thread at a time calls {@link #check()}; any thread may
 * call {@link #stuck()}. Only {@code call} is shared. It is replaced for each batch, so
 * what the other thread finds out about a batch is not taken for the next one.
 */
public final class HandlerWatch {

	private static final Logger LOGGER = System.getLogger(HandlerWatch.class.getName());

	/**
	 * A handler that does not return.
	 *
	 * @param notificationId the event, or the first one of a list
	 * @param since when the handler was first seen to be handling the event
	 * @param stack the stack trace of its thread
	 */
	public record Stuck(long notificationId, Instant since, String stack) {
	}

	/** The handling of one batch. */
	private static final class Call {

		private final Thread thread = Thread.currentThread();

		private final long start = System.nanoTime();

		private final long firstId;

		/** Zero until the batch has been handled; used by its thread. */
		private long duration;

		/** The event that was last seen; used by the thread that checks. */
		private long seenId;

		private long seenAt;

		private Instant seenSince = Instant.EPOCH;

		private volatile boolean ended;

		private volatile @Nullable Stuck stuck;

		Call(long firstId) {
			this.firstId = firstId;
		}

	}

	private final String projection;

	private final Duration timeout;

	private volatile @Nullable Call call;

	/**
	 * @param timeout the time after which a handler is reported, or zero to report none
	 */
	public HandlerWatch(String projection, Duration timeout) {
		this.projection = projection;
		this.timeout = timeout;
	}

	/** Forgets the last batch. */
	public void reset() {
		this.call = null;
	}

	/**
	 * Begins to call the handlers of a batch.
	 * @param firstId the first event of the batch
	 */
	public void begin(long firstId) {
		this.call = new Call(firstId);
	}

	/** Records that all handlers of the batch have returned. */
	public void end() {
		Call current = this.call;
		if (current != null) {
			current.duration = System.nanoTime() - current.start;
			current.ended = true;
		}
	}

	/** Reports the handler once if it has been handling an event for too long. */
	public void check() {
		Call current = this.call;
		if (current == null || current.ended || this.timeout.isZero()) {
			return;
		}
		long handled = CurrentNotification.idOf(current.thread);
		// A policy that is not an annotated method does not set the current notification
		long id = (handled != 0) ? handled : current.firstId;
		if (id != current.seenId) {
			current.seenId = id;
			current.seenAt = System.nanoTime();
			current.seenSince = Instant.now();
		}
		else if (current.stuck == null && System.nanoTime() - current.seenAt >= this.timeout.toNanos()) {
			report(current);
		}
	}

	private void report(Call current) {
		StringBuilder stack = new StringBuilder("The handler has not returned:");
		for (StackTraceElement element : current.thread.getStackTrace()) {
			stack.append("\n\tat ").append(element);
		}
		current.stuck = new Stuck(current.seenId, current.seenSince, stack.toString());
		LOGGER.log(Level.ERROR,
				"The projection '%s' has been handling notification %d for %d ms, longer than the handler timeout. Its thread %s is not available to other projections until the handler returns. %s"
					.formatted(this.projection, current.seenId,
							Duration.between(current.seenSince, Instant.now()).toMillis(), current.thread.getName(),
							stack));
	}

	/** Returns the handler that does not return, or null. */
	public @Nullable Stuck stuck() {
		Call current = this.call;
		return (current != null && !current.ended) ? current.stuck : null;
	}

	/**
	 * Returns the exception of a failed transaction, or another one if the transaction
	 * has probably failed because of its handler, which took too long.
	 */
	public RuntimeException explain(RuntimeException failure) {
		Call current = this.call;
		if (current == null || this.timeout.isZero() || current.duration < this.timeout.toNanos()
				|| !Failures.isEndOfTransaction(failure)) {
			return failure;
		}
		Stuck stuck = current.stuck;
		return new HandlerTimeoutException((stuck != null) ? stuck.notificationId() : current.firstId,
				Duration.ofNanos(current.duration), this.timeout, failure);
	}

}
