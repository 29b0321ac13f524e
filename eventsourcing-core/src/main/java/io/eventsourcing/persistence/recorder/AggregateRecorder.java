package io.eventsourcing.persistence.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Stores the events of aggregates and reads them back: all that an event store needs.
 * <p>
 * Implementations are safe for use by many threads, and take part in Spring transactions
 * of their callers. They store events as they are given and do not interpret payloads.
 */
public interface AggregateRecorder {

	/**
	 * Stores all of the events or none of them.
	 * @param append the events, and what else belongs to the request
	 * @return the notification id of the first event; the ids of the others follow
	 * without a gap
	 * @throws RecordConflictException if a version of an aggregate is already stored
	 * @throws VersionGapException if a version does not directly follow the last one that
	 * is stored
	 * @throws AppendLockTimeoutException if other transactions kept the store from
	 * appending for too long
	 * @throws StoreUnavailableException if there is no connection; nothing is stored
	 * @throws SaveOutcomeUnknownException if the connection was lost: either all of the
	 * events are stored, or none
	 * @throws PayloadTooLargeException if an event is larger than allowed
	 * @throws StoreNotWritableException if the database is not writable
	 */
	long insertEvents(Append append);

	/**
	 * Tells whether all of the events are stored exactly as given: the way to find out
	 * whether a save that ended with a {@link SaveOutcomeUnknownException} was stored.
	 */
	default boolean contains(List<StoredEvent> events) {
		for (StoredEvent event : events) {
			List<StoredEvent> stored = new ArrayList<>();
			long version = event.originatorVersion();
			selectEvents(event.originatorId(), EventRange.all().after(version - 1).upTo(version), stored::add);
			if (!stored.contains(event)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Reads events of one aggregate and passes them to the consumer, in the order of
	 * their versions. An aggregate that does not exist has no events.
	 */
	void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer);

}
