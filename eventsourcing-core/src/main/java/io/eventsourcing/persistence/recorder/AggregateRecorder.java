package io.eventsourcing.persistence.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.PayloadTooLargeException;
import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.exception.PositionLockedException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.exception.VersionGapException;

/**
 * Stores the events of aggregates and reads them back.
 * <p>
 * Implementations are thread-safe, and take part in Spring transactions of their callers.
 * They store events as given and do not interpret payloads.
 */
public interface AggregateRecorder {

	/**
	 * Stores all of the events or none of them.
	 * @param append the events, and everything else that belongs to the request
	 * @return the notification id of the first event; the ids of the other events follow
	 * without gaps
	 * @throws RecordConflictException if a version of an aggregate is already stored
	 * @throws VersionGapException if a version does not directly follow the last stored
	 * version
	 * @throws PositionConflictException if the progress of a consumer is to be stored
	 * with the events, and its position is not the expected one
	 * @throws PositionLockedException if another transaction is changing that consumer
	 * @throws AppendLockTimeoutException if other transactions held the append lock for
	 * too long
	 * @throws StoreUnavailableException if the store cannot get a connection; nothing is
	 * stored
	 * @throws SaveOutcomeUnknownException if the connection was lost: either all of the
	 * events are stored, or none
	 * @throws PayloadTooLargeException if an event is larger than allowed
	 * @throws StoreNotWritableException if the database is not writable
	 */
	long insertEvents(Append append);

	/**
	 * Finds stored events, to determine the outcome of a save that ended with a
	 * {@link SaveOutcomeUnknownException}.
	 * @param ids the ids of all events of the save
	 * @return the events with these ids, in their order; those that are not stored are
	 * left out
	 * @throws SaveOutcomeUnknownException if events are missing that the database may
	 * still be saving
	 */
	default List<StoredEvent> find(List<EventId> ids) {
		List<StoredEvent> found = new ArrayList<>(ids.size());
		for (EventId id : ids) {
			long version = id.originatorVersion();
			selectEvents(id.originatorId(), EventRange.all().after(version - 1).upTo(version), found::add);
		}
		return found;
	}

	/**
	 * Finds the notification id of a stored event, for the message about an event that
	 * cannot be read.
	 * @return the notification id; empty if the event is not stored, or if this recorder
	 * does not know notification ids, which is the default
	 */
	default OptionalLong findNotificationId(EventId id) {
		return OptionalLong.empty();
	}

	/**
	 * Reads events of one aggregate and passes them to the consumer, in the order of
	 * their versions. An aggregate that does not exist has no events.
	 */
	void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer);

}
