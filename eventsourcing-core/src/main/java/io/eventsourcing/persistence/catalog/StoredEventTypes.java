package io.eventsourcing.persistence.catalog;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

/**
 * Learns by following the log which types of events are stored. Several processes may do
 * so at the same time. Thread-safe.
 * <p>
 * Since no event appears in the log before one that was already seen, a type that was not
 * recorded up to a position does not occur up to that position. Events that were imported
 * with SQL are found as well.
 */
public final class StoredEventTypes {

	/** The name of the consumer whose position is that up to which types are known. */
	public static final String CONSUMER = "eventsourcing.event-types";

	/** The number of notification ids whose types are recorded in one transaction. */
	public static final int CHUNK = 100_000;

	static final ConsumerId ID = ConsumerId.ofOwnLog(CONSUMER);

	private final NotificationRecorder log;

	private final EventTypeRecorder recorder;

	private final TrackingRecorder tracking;

	private final int chunk;

	/**
	 * @param log the log that contains the events
	 * @param recorder stores the types
	 * @param tracking stores the position; its transactions must include what the
	 * recorder of the types stores
	 */
	public StoredEventTypes(NotificationRecorder log, EventTypeRecorder recorder, TrackingRecorder tracking) {
		this(log, recorder, tracking, CHUNK);
	}

	StoredEventTypes(NotificationRecorder log, EventTypeRecorder recorder, TrackingRecorder tracking, int chunk) {
		this.log = log;
		this.recorder = recorder;
		this.tracking = tracking;
		this.chunk = chunk;
	}

	/** Selects the types that are known so far, in the order of their names. */
	public List<RecordedEventType> known() {
		return this.recorder.select().stream().sorted().toList();
	}

	/**
	 * Follows the log up to its current end.
	 * @param stopped is asked before each chunk of {@value #CHUNK} ids whether to stop
	 * @return whether the end was reached
	 */
	public boolean catchUp(BooleanSupplier stopped) {
		long end = this.log.maxNotificationId();
		if (end == 0) {
			return true;
		}
		TrackedPosition position = position();
		while (position.notificationId() < end) {
			if (stopped.getAsBoolean()) {
				return false;
			}
			position = next(position, Math.min(firstIdAfter(position) + this.chunk - 1, end));
		}
		return true;
	}

	/**
	 * Returns where the next chunk begins, because a gap in the ids may be very large.
	 */
	private long firstIdAfter(TrackedPosition position) {
		return this.log.selectNotifications(NotificationQuery.after(position.notificationId(), 1))
			.stream()
			.findFirst()
			.map(Notification::id)
			.orElse(position.notificationId() + 1);
	}

	/**
	 * Handles a chunk. If another process has moved the position meanwhile, it has also
	 * recorded the types of the events up to there, so this one goes on from there.
	 */
	private TrackedPosition next(TrackedPosition position, long to) {
		boolean moved = this.tracking.advance(position, to, () -> this.recorder.record(position.notificationId(), to));
		return moved ? position.movedTo(to) : position();
	}

	private TrackedPosition position() {
		return this.tracking.find(ID).orElseGet(() -> {
			this.tracking.register(ID, 0);
			return this.tracking.find(ID).orElseThrow();
		}).position();
	}

}
