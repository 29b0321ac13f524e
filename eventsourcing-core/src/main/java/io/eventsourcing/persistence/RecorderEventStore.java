package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;

/**
 * An {@link EventStore} on top of a {@link Recorder}.
 */
final class RecorderEventStore implements EventStore {

	private final EventMapper mapper;

	private final Recorder recorder;

	RecorderEventStore(EventMapper mapper, Recorder recorder) {
		this.mapper = mapper;
		this.recorder = recorder;
	}

	@Override
	public List<Recording> put(List<DomainEvent> events) {
		if (events.isEmpty()) {
			return List.of();
		}
		long id = this.recorder.insertEvents(toStoredEvents(events));
		List<Recording> recordings = new ArrayList<>(events.size());
		for (DomainEvent event : events) {
			recordings.add(new Recording(event, id++));
		}
		return recordings;
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

	@Override
	public void afterRollback(Runnable action) {
		this.recorder.afterRollback(action);
	}

}
