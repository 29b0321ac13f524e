package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.persistence.metadata.SaveMetadata;
import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/**
 * Stores and reads domain events. Thread-safe.
 */
public interface EventStore {

	/**
	 * Stores all of the events, or none of them, with the current {@link Metadata}.
	 * @return the events with their notification ids, in the same order; unmodifiable
	 * @throws RecordConflictException if one of the versions is already stored
	 * @throws SaveOutcomeUnknownException if the connection was lost; {@link #contains}
	 * reports whether the events are stored
	 * @throws MapperException if the attributes of an event cannot be written
	 */
	default List<Recording> put(List<DomainEvent> events) {
		return put(events, null);
	}

	/**
	 * Stores all of the events, or none of them, like {@link #put(List)}.
	 * @param events the events
	 * @param onRollback the action to run if the events are stored in the caller's
	 * transaction and that transaction, or the savepoint that contains them, is rolled
	 * back; null for no action
	 * @return the events with their notification ids, in the same order; unmodifiable
	 */
	List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback);

	/**
	 * Stores all of the events together with the progress of the consumer that saves
	 * them, or nothing. The events are not stored in the caller's transaction.
	 * @param progress the progress of the consumer
	 * @param events the events, at least one
	 * @return the events with their notification ids, in the same order; unmodifiable
	 * @throws PositionConflictException if the position of the consumer is not the
	 * expected one
	 * @throws RecordConflictException if one of the versions is already stored
	 */
	List<Recording> put(ConsumerProgress progress, List<DomainEvent> events);

	/**
	 * Returns whether all of the events are stored as given, whatever their metadata. The
	 * events of one save are either all stored, or none of them is. After a save with an
	 * unknown outcome in this process, the answer is final: events that are not stored
	 * will not be stored later unless they are saved again. It is not final if a
	 * connection pooler such as PgBouncer hides the sessions of the database server.
	 * @throws SaveOutcomeUnknownException if the database may still be saving the events;
	 * call this method again later
	 */
	boolean contains(List<DomainEvent> events);

	/**
	 * Reads events of one aggregate, and passes them to the consumer as they are read.
	 * Upcasting may have split or dropped some of them.
	 */
	void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer);

	/**
	 * Reads events of one aggregate without their metadata, and applies them.
	 * @param originatorId the id of the aggregate
	 * @param range the versions to read, which follow the version of the rebuilder
	 * @param rebuilder rebuilds the aggregate
	 * @throws ReplayException if the body of an event throws an exception
	 */
	void replay(UUID originatorId, EventRange range, AggregateRebuilder<?> rebuilder);

	/** Returns all events of one aggregate, in order, as an unmodifiable list. */
	default List<DomainEvent> get(UUID originatorId) {
		List<DomainEvent> events = new ArrayList<>();
		read(originatorId, EventRange.all(), events::add);
		return Collections.unmodifiableList(events);
	}

	/** Creates a store that keeps its events in the recorder. */
	static EventStore of(EventMapper mapper, AggregateRecorder recorder) {
		return of(mapper, recorder, List.of());
	}

	/**
	 * Creates a store that keeps its events in the recorder.
	 * @param sources add metadata to the events of each save, in addition to the current
	 * {@link Metadata}
	 */
	static EventStore of(EventMapper mapper, AggregateRecorder recorder, List<MetadataSource> sources) {
		return new RecorderEventStore(mapper, recorder, new SaveMetadata(List.copyOf(sources)));
	}

}
