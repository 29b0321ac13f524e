package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;

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
	List<Recording> put(List<DomainEvent> events);

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

	/** Runs the action if the caller's transaction, if there is one, is rolled back. */
	void afterRollback(Runnable action);

	/** A store that keeps its events in the recorder. */
	static EventStore of(EventMapper mapper, Recorder recorder) {
		return new RecorderEventStore(mapper, recorder);
	}

}
