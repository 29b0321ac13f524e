package io.eventsourcing.autoconfigure.observation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/** An event store whose saves and loads are observed. */
final class ObservedEventStore implements EventStore {

	private static final String UNKNOWN = "none";

	private final EventStore target;

	private final StoreObservations observations;

	private final GuardedObservations guarded;

	ObservedEventStore(EventStore target, StoreObservations observations) {
		this.target = target;
		this.observations = observations;
		this.guarded = new GuardedObservations(observations.registry());
	}

	@Override
	public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
		if (events.isEmpty()) {
			return this.target.put(events, onRollback);
		}
		CountedSave save = new CountedSave(() -> count(events), onRollback);
		List<Recording> recordings = this.guarded.observe(() -> this.observations.append(events),
				() -> this.target.put(events, save::rollBack));
		save.accepted();
		return recordings;
	}

	private void count(List<DomainEvent> events) {
		this.guarded.attempt(() -> this.observations.count(events));
	}

	/**
	 * The store does not ask the sources of metadata for the events of process
	 * applications, so that the trace is added here. It saves these events in a
	 * transaction of its own.
	 */
	@Override
	public List<Recording> put(ConsumerProgress progress, List<DomainEvent> events) {
		List<Recording> recordings = this.guarded.observe(() -> this.observations.append(events), () -> {
			Map<String, String> metadata = new HashMap<>(Metadata.current());
			this.observations.contributeTrace(metadata::put);
			try (Metadata.Scope scope = Metadata.replacedBy(metadata)) {
				return this.target.put(progress, events);
			}
		});
		count(events);
		return recordings;
	}

	@Override
	public boolean contains(List<DomainEvent> events) {
		return this.target.contains(events);
	}

	@Override
	public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
		LoadObservationContext context = new LoadObservationContext(UNKNOWN, originatorId);
		this.guarded.observe(() -> this.observations.load(context),
				() -> this.target.read(originatorId, range, (event) -> {
					if (context.aggregate().equals(UNKNOWN)) {
						context.aggregate(this.observations.aggregate(event.type().aggregateType()));
					}
					consumer.accept(event);
				}));
	}

	@Override
	public void replay(UUID originatorId, EventRange range, AggregateRebuilder<?> rebuilder) {
		this.guarded.observe(
				() -> this.observations
					.load(new LoadObservationContext(this.observations.aggregate(rebuilder.type()), originatorId)),
				() -> this.target.replay(originatorId, range, rebuilder));
	}

}
