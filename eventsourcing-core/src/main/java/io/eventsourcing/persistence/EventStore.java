package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.SaveOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

/**
 * Stores and reads domain events. Safe for use by many threads.
 */
public interface EventStore {

	/**
	 * Stores all of the events or none.
	 * @return where they were stored, in the same order
	 * @throws RecordConflictException if one of the versions is stored already
	 * @throws SaveOutcomeUnknownException if the connection was lost: ask
	 * {@link #contains}
	 * @throws MapperException if the attributes of an event cannot be written
	 */
	default List<Recording> put(List<DomainEvent> events) {
		return put(events, null);
	}

	/**
	 * Stores all of the events or none, like {@link #put(List)}.
	 * @param events the events
	 * @param onRollback what to run if the events are stored in the caller's transaction
	 * and that transaction, or the savepoint that contains them, is rolled back; null for
	 * nothing
	 * @return where they were stored, in the same order
	 */
	List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback);

	/**
	 * Whether all of the events are stored as they are, which is so for all events of one
	 * save or for none.
	 */
	boolean contains(List<DomainEvent> events);

	/** Hands events of one aggregate to the consumer, as they are read. */
	void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer);

	/** All events of one aggregate, in order. */
	default List<DomainEvent> get(UUID originatorId) {
		List<DomainEvent> events = new ArrayList<>();
		read(originatorId, EventRange.all(), events::add);
		return events;
	}

	/** A store that keeps its events in the recorder. */
	static EventStore of(EventMapper mapper, AggregateRecorder recorder) {
		return new RecorderEventStore(mapper, recorder);
	}

}
