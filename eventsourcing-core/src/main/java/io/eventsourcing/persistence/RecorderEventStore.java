package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventStore} that keeps its events in an {@link AggregateRecorder}.
 */
final class RecorderEventStore implements EventStore {

	private final EventMapper mapper;

	private final AggregateRecorder recorder;

	RecorderEventStore(EventMapper mapper, AggregateRecorder recorder) {
		this.mapper = mapper;
		this.recorder = recorder;
	}

	@Override
	public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
		String projection = ConsumerScope.current();
		if (projection != null) {
			throw new SaveInProjectionException(projection);
		}
		if (events.isEmpty()) {
			return List.of();
		}
		Append append = Append.of(toStoredEvents(events));
		long id = this.recorder.insertEvents((onRollback != null) ? append.onRollback(onRollback) : append);
		List<Recording> recordings = new ArrayList<>(events.size());
		for (DomainEvent event : events) {
			recordings.add(new Recording(event, id++));
		}
		return Collections.unmodifiableList(recordings);
	}

	@Override
	public boolean contains(List<DomainEvent> events) {
		return this.recorder.contains(toStoredEvents(events));
	}

	private List<StoredEvent> toStoredEvents(List<DomainEvent> events) {
		List<StoredEvent> storedEvents = new ArrayList<>(events.size());
		for (DomainEvent event : events) {
			storedEvents.add(this.mapper.toStoredEvent(event));
		}
		return storedEvents;
	}

	@Override
	public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
		this.recorder.selectEvents(originatorId, range, (event) -> consumer.accept(this.mapper.toDomainEvent(event)));
	}

}
