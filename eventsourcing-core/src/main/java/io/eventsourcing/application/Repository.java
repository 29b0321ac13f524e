package io.eventsourcing.application;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.AggregateExistsException;
import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/**
 * Saves aggregates and rebuilds them from their events. Thread-safe. Each load returns a
 * new object, which only one thread may use at a time.
 */
public interface Repository {

	/**
	 * Returns the latest version of an aggregate.
	 * @throws AggregateNotFoundException if no aggregate with this id exists
	 */
	<A extends Aggregate> A get(Class<A> type, UUID id);

	/**
	 * Returns an aggregate as it was at the given version.
	 * @param version the version, at least 1
	 * @throws AggregateNotFoundException if no aggregate with this id exists, or if it
	 * has not reached the version
	 */
	<A extends Aggregate> A get(Class<A> type, UUID id, long version);

	/**
	 * Returns an aggregate as it was at the given time: before the first event that is
	 * later. Events with earlier times that follow such an event do not count, because
	 * the clocks of several processes may disagree.
	 * @throws AggregateNotFoundException if the aggregate did not exist at that time
	 */
	<A extends Aggregate> A get(Class<A> type, UUID id, Instant time);

	/**
	 * Returns the latest version of an aggregate, or an empty result if it does not
	 * exist.
	 */
	<A extends Aggregate> Optional<A> find(Class<A> type, UUID id);

	/**
	 * Returns whether an aggregate with this id exists. Only its first event is read.
	 */
	boolean exists(Class<? extends Aggregate> type, UUID id);

	/**
	 * Returns events of an aggregate with their metadata, in the order of the range.
	 * @param range the versions, for example {@code EventRange.all().limit(100)}; to
	 * continue, call this method again with the last version that was returned
	 * @return an unmodifiable list, which is empty if there are no such events
	 */
	List<DomainEvent> history(Class<? extends Aggregate> type, UUID id, EventRange range);

	/**
	 * Stores the pending events of all the sources, or none of them.
	 * <p>
	 * The save joins the caller's transaction, or runs in one of its own. Stored events
	 * are no longer pending; if the transaction is rolled back, they become pending
	 * again.
	 * @return the stored events with their notification ids, in order
	 * @throws RecordConflictException if another save has changed one of the aggregates
	 * since it was loaded; the aggregate keeps its pending events
	 * @throws AggregateExistsException if a new aggregate has the id of an existing one
	 */
	List<Recording> save(EventSource... sources);

	/**
	 * Stores the pending events of all the sources together with the progress of the
	 * consumer that saves them, or nothing, outside the caller's transaction.
	 * {@code ProcessApplication} uses this method.
	 * @param sources the sources, of which at least one has a pending event
	 * @return the stored events with their notification ids, in order
	 * @throws PositionConflictException if the position of the consumer is not the
	 * expected one
	 * @throws RecordConflictException if another save has changed one of the aggregates
	 * since it was loaded
	 */
	List<Recording> save(ConsumerProgress progress, EventSource... sources);

	/**
	 * Loads an aggregate, changes it and saves it, and repeats these steps after a
	 * conflict.
	 * <p>
	 * Callers in this process that change the same aggregate take turns, in the order of
	 * their calls. Conflicts with other processes lead to up to 50 attempts, with random
	 * pauses between them. In a caller's transaction, only one attempt is made, which
	 * joins the transaction.
	 * @param type the class of the aggregate
	 * @param id the id of the aggregate
	 * @param change changes the aggregate; it is called once per attempt, so it should
	 * have no effect beyond the aggregate. Nothing is saved if it throws an exception
	 * @return the aggregate as it was saved
	 * @throws AggregateNotFoundException if no aggregate with this id exists
	 * @throws RecordConflictException if every attempt encountered a conflict
	 */
	default <A extends Aggregate> A change(Class<A> type, UUID id, Consumer<? super A> change) {
		Objects.requireNonNull(change, "change");
		return changeAndReturn(type, id, (aggregate) -> {
			change.accept(aggregate);
			return aggregate;
		});
	}

	/**
	 * Loads an aggregate, changes it and saves it, like {@link #change}, and returns the
	 * result of the function.
	 */
	<A extends Aggregate, R extends @Nullable Object> R changeAndReturn(Class<A> type, UUID id,
			Function<? super A, ? extends R> change);

	/** Creates a repository for the aggregates whose events are in the store. */
	static Repository of(EventStore store, Topics topics) {
		return new EventSourcedRepository(store, topics, null);
	}

	/**
	 * Creates a repository in which each save checks that its aggregates can be rebuilt
	 * from their events: the stored events, and the pending events as the mapper would
	 * write and read them. If the result differs from the saved object, the save fails
	 * with a {@link ReplayMismatchException}. Intended for development and tests, because
	 * each save reads all events of its aggregates.
	 */
	static Repository verifyingReplay(EventStore store, Topics topics, EventMapper mapper) {
		return new EventSourcedRepository(store, topics, new ReplayVerification(store, mapper));
	}

}
