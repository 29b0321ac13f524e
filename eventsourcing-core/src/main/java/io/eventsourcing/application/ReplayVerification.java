package io.eventsourcing.application;

import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.AggregateState;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.recorder.EventRange;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds aggregates before they are saved, and compares them with the originals.
 */
final class ReplayVerification {

	private final EventStore store;

	private final EventMapper mapper;

	ReplayVerification(EventStore store, EventMapper mapper) {
		this.store = store;
		this.mapper = mapper;
	}

	/**
	 * Checks an aggregate that is about to be saved.
	 * @throws ReplayMismatchException if the events do not rebuild the aggregate as it is
	 */
	void verify(EventSource source) {
		if (source instanceof Aggregate aggregate) {
			Aggregate rebuilt = rebuild(aggregate);
			// if events are missing in the store, the save itself reports it
			if (rebuilt != null && rebuilt.version() == aggregate.version()) {
				List<String> differences = AggregateState.differences(aggregate, rebuilt);
				if (!differences.isEmpty()) {
					throw new ReplayMismatchException(aggregate, differences);
				}
			}
		}
	}

	private @Nullable Aggregate rebuild(Aggregate aggregate) {
		List<DomainEvent> pending = aggregate.pendingEvents();
		long stored = aggregate.version() - pending.size();
		AggregateRebuilder<Aggregate> rebuilder = new AggregateRebuilder<>(Aggregate.class);
		if (stored > 0) {
			this.store.replay(aggregate.id(), EventRange.all().upTo(stored), rebuilder);
		}
		if (rebuilder.version() < stored) {
			return null;
		}
		// outside of the try statement: the mapper says itself what cannot be stored
		List<DomainEvent> read = pending.stream()
			.flatMap((event) -> this.mapper.toDomainEvents(this.mapper.toStoredEvent(event)).stream())
			.toList();
		try {
			read.forEach(rebuilder::apply);
			return rebuilder.aggregate();
		}
		catch (RuntimeException ex) {
			throw new ReplayMismatchException(aggregate, ex);
		}
	}

}
