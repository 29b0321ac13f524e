package io.eventsourcing.projection.runner.unit;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.jspecify.annotations.Nullable;

/**
 * Finds the event whose handler makes the process die, for example because it exhausts
 * the memory. A process that dies cannot record which event it was handling. The process
 * that takes the unit over therefore handles the first events one at a time, and records
 * each of them before it is handled. Used by one thread at a time.
 */
public final class CarefulStart {

	private final TrackingRecorder tracking;

	private final ProjectionOptions options;

	private long epoch = -1;

	/** The last event that the process could have been handling when it died. */
	private long until;

	/**
	 * The event that was handled last. If that has failed, the retries need not be
	 * recorded, and must not be mistaken for deaths of processes.
	 */
	private long survived;

	/** The number of events that are still to be handled one at a time. */
	private int left;

	/** Whether the process may have died while it retried a parked event. */
	private boolean retrying;

	public CarefulStart(TrackingRecorder tracking, ProjectionOptions options) {
		this.tracking = tracking;
		this.options = options;
	}

	/**
	 * Begins to count the events, if this process has become the owner since the last
	 * call.
	 * @param head the last id of the log
	 */
	public void begin(Turn turn, long head) {
		if (turn.stored().epoch() != this.epoch) {
			this.epoch = turn.stored().epoch();
			this.until = head;
			this.left = turn.state().abandoned() ? this.options.batchSize() : 0;
			this.retrying = turn.state().abandoned();
		}
	}

	/** Returns whether the event is to be recorded and handled alone. */
	public boolean appliesTo(Notification event) {
		return this.left > 0 && event.id() <= this.until && event.id() != this.survived;
	}

	/**
	 * Records that the handling of an event begins.
	 * @return how often it has begun, or 0 if this process must not handle the event
	 */
	public int record(TrackedPosition position, Notification event) {
		return this.tracking.recordStart(position, event.id());
	}

	/**
	 * Returns why an event must not be handled again, or null if it may be handled.
	 * <p>
	 * If the handling of the event has begun more than once, a process has died during
	 * it. The first death, after which events were recorded, then probably had the same
	 * cause.
	 * @param starts how often the handling of the event has begun
	 */
	public @Nullable RuntimeException refusal(Notification event, int starts) {
		if (starts < 2 || starts < this.options.maxAttempts()) {
			return null;
		}
		return new EventSourcingException(
				"Notification %d was not handled again, because the processes that handled it have died: their handler may have ended them, or used up their memory. Correct the handler, then deploy the application again."
					.formatted(event.id()));
	}

	/**
	 * Returns whether the process may have died while it carried out the requests for
	 * parked events that are carried out next.
	 */
	public boolean beginRetry() {
		boolean careful = this.retrying;
		this.retrying = false;
		return careful;
	}

	/** Records that the process has handled events, or has failed to, without dying. */
	public void survived(Notification event) {
		this.survived = event.id();
		this.left--;
	}

}
