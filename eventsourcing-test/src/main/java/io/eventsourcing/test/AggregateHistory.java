package io.eventsourcing.test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.test.support.EventFormat;
import io.eventsourcing.test.support.ReplayCheck;

/**
 * The events that are given to a scenario, as an application stores them.
 */
final class AggregateHistory<A extends Aggregate> {

	private final Class<A> type;

	private final EventFormat format;

	private final List<StoredEvent> events = new ArrayList<>();

	AggregateHistory(Class<A> type, EventFormat format) {
		this.type = type;
		this.format = format;
		format.topics().register(type);
	}

	/** Returns the history as it is now, which later events do not change. */
	AggregateHistory<A> copy() {
		AggregateHistory<A> copy = new AggregateHistory<>(this.type, this.format);
		copy.events.addAll(this.events);
		return copy;
	}

	Class<A> type() {
		return this.type;
	}

	/** Adds events as they are stored. */
	void add(GivenEvent... given) {
		if (given.length == 0) {
			throw new IllegalArgumentException(
					"Give at least the first event of %s, which creates it".formatted(this.type.getName()));
		}
		UUID id = Ids.create();
		for (GivenEvent event : given) {
			this.events.add(event.of(id, this.events.size() + 1L));
		}
	}

	/**
	 * Adds the pending events of the aggregate, after which nothing is pending.
	 * @throws AssertionError if the events do not rebuild the aggregate as it is
	 */
	void add(A aggregate) {
		List<DomainEvent> pending = aggregate.pendingEvents();
		if (!pending.isEmpty()) {
			rebuildEqual(aggregate);
			this.events.addAll(encode(pending));
			aggregate.collectEvents();
		}
	}

	/** Rebuilds the aggregate from the events that were added. */
	A rebuild() {
		return ReplayCheck.inOtherCircumstances(() -> replay(decode(this.events)));
	}

	/**
	 * Rebuilds the aggregate from the events that were added and its pending ones, all of
	 * which are encoded and decoded, and checks that it is equal to the given object.
	 * @return the rebuilt aggregate
	 * @throws AssertionError if it is not, or if an event cannot be replayed
	 */
	A rebuildEqual(A aggregate) {
		List<StoredEvent> all = new ArrayList<>(this.events);
		all.addAll(encode(aggregate.pendingEvents()));
		List<DecodedEvent> decoded = decode(all);
		return ReplayCheck.rebuildEqual(aggregate, () -> replay(decoded));
	}

	private List<StoredEvent> encode(List<DomainEvent> pending) {
		return pending.stream().map(this.format.mapper()::toStoredEvent).toList();
	}

	/**
	 * Returns the stored events with the domain events to which they lead, which may be
	 * none.
	 */
	private List<DecodedEvent> decode(List<StoredEvent> stored) {
		return stored.stream()
			.map((event) -> new DecodedEvent(event, this.format.mapper().toDomainEvents(event)))
			.toList();
	}

	private A replay(List<DecodedEvent> decoded) {
		AggregateRebuilder<A> rebuilder = new AggregateRebuilder<>(this.type);
		decoded.forEach((event) -> event.applyTo(rebuilder));
		A aggregate = rebuilder.aggregate();
		if (aggregate == null) {
			throw new IllegalStateException("%s has no events".formatted(this.type.getName()));
		}
		return aggregate;
	}

	private record DecodedEvent(StoredEvent stored, List<DomainEvent> events) {

		void applyTo(AggregateRebuilder<?> rebuilder) {
			this.events.forEach(rebuilder::apply);
			if (rebuilder.version() < this.stored.originatorVersion()) {
				rebuilder.skip(this.stored.originatorId(), this.stored.originatorVersion(), this.stored.timestamp());
			}
		}

	}

}
