package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.metadata.MetadataJson;
import io.eventsourcing.persistence.metadata.SaveMetadata;
import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventStore} that keeps its events in an {@link AggregateRecorder}.
 */
final class RecorderEventStore implements EventStore {

	private final EventMapper mapper;

	private final AggregateRecorder recorder;

	private final SaveMetadata metadata;

	RecorderEventStore(EventMapper mapper, AggregateRecorder recorder, SaveMetadata metadata) {
		this.mapper = mapper;
		this.recorder = recorder;
		this.metadata = metadata;
	}

	@Override
	public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
		requireOutsideConsumer();
		return events.isEmpty() ? List.of() : put(events, this.metadata.current(),
				(append) -> (onRollback != null) ? append.onRollback(onRollback) : append);
	}

	@Override
	public List<Recording> put(ConsumerProgress progress, List<DomainEvent> events) {
		requireOutsideConsumer();
		return put(events, Metadata.current(), (append) -> append.progress(progress));
	}

	private static void requireOutsideConsumer() {
		String consumer = ConsumerScope.current();
		if (consumer != null) {
			throw ConsumerScope.isPolicy() ? SaveInHandlerException.ofPolicy(consumer)
					: SaveInHandlerException.ofProjection(consumer);
		}
	}

	private List<Recording> put(List<DomainEvent> pending, Map<String, String> metadata,
			UnaryOperator<Append> options) {
		List<DomainEvent> events = metadata.isEmpty() ? pending
				: pending.stream().map((event) -> event.withMetadata(merge(metadata, event.metadata()))).toList();
		long id = this.recorder.insertEvents(options.apply(Append.of(toStoredEvents(events, metadata))));
		List<Recording> recordings = new ArrayList<>(events.size());
		for (DomainEvent event : events) {
			recordings.add(new Recording(event, id++));
		}
		return Collections.unmodifiableList(recordings);
	}

	private static Map<String, String> merge(Map<String, String> scope, Map<String, String> own) {
		if (own.isEmpty()) {
			return scope;
		}
		Map<String, String> merged = new HashMap<>(scope);
		merged.putAll(own);
		return merged;
	}

	@Override
	public boolean contains(List<DomainEvent> events) {
		List<StoredEvent> found = this.recorder.find(
				events.stream().map((event) -> new EventId(event.originatorId(), event.originatorVersion())).toList());
		if (found.size() < events.size()) {
			return false;
		}
		for (int i = 0; i < events.size(); i++) {
			if (!isStoredAs(events.get(i), found.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Compares what the events mean: the same event may be stored as other bytes, for
	 * example if it was encrypted. An event of another process, which has won the race
	 * for the version, need not be known here, and is not read.
	 */
	private boolean isStoredAs(DomainEvent event, StoredEvent stored) {
		StoredEvent written = this.mapper.toStoredEvent(event, null);
		if (!written.topic().equals(stored.topic()) || written.eventVersion() != stored.eventVersion()
				|| !written.timestamp().equals(stored.timestamp())) {
			return false;
		}
		// Records with arrays are never equal, but are written alike
		return Arrays.equals(written.payload(), stored.payload())
				|| this.mapper.toDomainEvents(stored).equals(List.of(event));
	}

	/** The events that have no metadata of their own share one string. */
	private List<StoredEvent> toStoredEvents(List<DomainEvent> events, Map<String, String> metadata) {
		String json = MetadataJson.write(metadata);
		List<StoredEvent> storedEvents = new ArrayList<>(events.size());
		for (DomainEvent event : events) {
			Map<String, String> own = event.metadata();
			storedEvents.add(this.mapper.toStoredEvent(event, (own == metadata) ? json : MetadataJson.write(own)));
		}
		return storedEvents;
	}

	@Override
	public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
		select(originatorId, range, (event) -> this.mapper.toDomainEvents(event, consumer));
	}

	@Override
	public void replay(UUID originatorId, EventRange range, AggregateRebuilder<?> rebuilder) {
		Consumer<DomainEvent> apply = (event) -> apply(event, rebuilder);
		select(originatorId, range.withoutMetadata(), (event) -> {
			this.mapper.toDomainEvents(event, apply);
			if (rebuilder.version() < event.originatorVersion()) {
				rebuilder.skip(originatorId, event.originatorVersion(), event.timestamp());
			}
		});
	}

	private static void apply(DomainEvent event, AggregateRebuilder<?> rebuilder) {
		try {
			rebuilder.apply(event);
		}
		catch (EventSourcingException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new ReplayException(event, ex);
		}
	}

	/** The position of an event is looked up only for the message that contains it. */
	private void select(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		try {
			this.recorder.selectEvents(originatorId, range, consumer);
		}
		catch (MapperException ex) {
			throw located(ex, new EventId(ex.originatorId(), ex.originatorVersion()), ex::at);
		}
		catch (TopicException ex) {
			throw located(ex, ex.event(), ex::at);
		}
		catch (ReplayException ex) {
			throw located(ex, new EventId(ex.event().originatorId(), ex.event().originatorVersion()), ex::at);
		}
	}

	private <X extends EventSourcingException> X located(X failure, @Nullable EventId id, LongFunction<X> at) {
		try {
			OptionalLong position = (id != null) ? this.recorder.findNotificationId(id) : OptionalLong.empty();
			return position.isPresent() ? at.apply(position.getAsLong()) : failure;
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			return failure;
		}
	}

}
