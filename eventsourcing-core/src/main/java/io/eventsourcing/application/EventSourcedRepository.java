package io.eventsourcing.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Repository} that rebuilds aggregates from all of their events.
 */
final class EventSourcedRepository implements Repository {

	private final EventStore store;

	private final Topics topics;

	private final Changes changes = new Changes(this);

	private final @Nullable ReplayVerification verification;

	EventSourcedRepository(EventStore store, Topics topics, @Nullable ReplayVerification verification) {
		this.store = store;
		this.topics = topics;
		this.verification = verification;
	}

	@Override
	public <A extends Aggregate> A get(Class<A> type, UUID id) {
		A aggregate = load(type, id, EventRange.all());
		if (aggregate == null) {
			throw new AggregateNotFoundException(type, id);
		}
		return aggregate;
	}

	@Override
	public <A extends Aggregate> A get(Class<A> type, UUID id, long version) {
		if (version < 1) {
			throw new IllegalArgumentException("The version of an aggregate is at least 1, not " + version);
		}
		A aggregate = load(type, id, EventRange.all().upTo(version));
		if (aggregate == null) {
			throw new AggregateNotFoundException(type, id);
		}
		if (aggregate.version() != version) {
			throw new AggregateNotFoundException(type, id, version, aggregate.version());
		}
		return aggregate;
	}

	@Override
	public <A extends Aggregate> A get(Class<A> type, UUID id, Instant time) {
		A aggregate = load(id, EventRange.all(), new AggregateRebuilder<>(type, Objects.requireNonNull(time, "time")));
		if (aggregate == null) {
			throw new AggregateNotFoundException(type, id, time);
		}
		return aggregate;
	}

	@Override
	public <A extends Aggregate> Optional<A> find(Class<A> type, UUID id) {
		return Optional.ofNullable(load(type, id, EventRange.all()));
	}

	@Override
	public boolean exists(Class<? extends Aggregate> type, UUID id) {
		return load(type, id, EventRange.all().limit(1)) != null;
	}

	@Override
	public List<DomainEvent> history(Class<? extends Aggregate> type, UUID id, EventRange range) {
		Objects.requireNonNull(id, "id");
		this.topics.register(Objects.requireNonNull(type, "type"));
		List<DomainEvent> events = new ArrayList<>();
		this.store.read(id, Objects.requireNonNull(range, "range"), (event) -> {
			AggregateRebuilder.requireType(event, type);
			events.add(event);
		});
		return Collections.unmodifiableList(events);
	}

	private <A extends Aggregate> @Nullable A load(Class<A> type, UUID id, EventRange range) {
		return load(id, range, new AggregateRebuilder<>(Objects.requireNonNull(type, "type")));
	}

	private <A extends Aggregate> @Nullable A load(UUID id, EventRange range, AggregateRebuilder<A> rebuilder) {
		Objects.requireNonNull(id, "id");
		this.store.replay(id, range.expecting(this.topics.register(rebuilder.type())), rebuilder);
		return rebuilder.aggregate();
	}

	@Override
	public List<Recording> save(EventSource... sources) {
		PendingChanges changes = PendingChanges.of(Objects.requireNonNull(sources, "sources"));
		return save(changes, (events) -> this.store.put(events, changes::restore));
	}

	@Override
	public List<Recording> save(ConsumerProgress progress, EventSource... sources) {
		PendingChanges changes = PendingChanges.of(Objects.requireNonNull(sources, "sources"));
		return save(changes, (events) -> this.store.put(progress, events));
	}

	private List<Recording> save(PendingChanges changes, Function<List<DomainEvent>, List<Recording>> put) {
		if (this.verification != null) {
			changes.sources().forEach(this.verification::verify);
		}
		List<Recording> recordings = put(changes.events(), put);
		changes.collect();
		return recordings;
	}

	private List<Recording> put(List<DomainEvent> events, Function<List<DomainEvent>, List<Recording>> put) {
		try {
			return put.apply(events);
		}
		catch (RecordConflictException ex) {
			throw StoredAlready.explain(ex, events, this.store);
		}
	}

	@Override
	public <A extends Aggregate, R extends @Nullable Object> R changeAndReturn(Class<A> type, UUID id,
			Function<? super A, ? extends R> change) {
		Objects.requireNonNull(change, "change");
		return this.changes.run(type, Objects.requireNonNull(id, "id"), change);
	}

}
