package io.eventsourcing.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.Topics;
import io.eventsourcing.persistence.recorder.RecordConflictException;

/**
 * Saves aggregates and rebuilds them from their events. Safe for use by many threads; an
 * aggregate that it returns belongs to the caller alone.
 */
public interface Repository {

	/**
	 * The aggregate as it is now.
	 * @throws AggregateNotFoundException if there is none with that id
	 */
	<A extends Aggregate> A get(Class<A> type, UUID id);

	/**
	 * The aggregate as it was at that version.
	 * @throws AggregateNotFoundException if there is none with that id, or it has not got
	 * to that version
	 */
	<A extends Aggregate> A get(Class<A> type, UUID id, long version);

	/** The aggregate as it is now, empty if there is none with that id. */
	<A extends Aggregate> Optional<A> find(Class<A> type, UUID id);

	/**
	 * Whether there is an aggregate of that class with that id, without rebuilding it.
	 */
	boolean exists(Class<? extends Aggregate> type, UUID id);

	/**
	 * Stores the pending events of all the sources, or none. They are pending no more
	 * once they are stored, and again if the caller's transaction is rolled back.
	 * @return where the events were stored, in order
	 * @throws RecordConflictException if somebody else has changed one of the aggregates
	 * since it was loaded; it keeps its pending events
	 */
	List<Recording> save(EventSource... sources);

	/** A repository of the aggregates whose events are in the store. */
	static Repository of(EventStore store, Topics topics) {
		return new EventSourcedRepository(store, topics);
	}

}
