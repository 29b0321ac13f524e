package io.eventsourcing.projection.runner.consumer;

import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.projection.binding.ForeignEvents;
import org.jspecify.annotations.Nullable;

/**
 * Converts events of another application to domain events, for the handlers of one
 * projection.
 *
 * @param events determines the types of the events
 * @param transcoder reads their attributes
 */
public record ForeignEventMapper(ForeignEvents events, Transcoder transcoder) implements EventMapper {

	@Override
	public void toDomainEvents(StoredEvent event, Consumer<? super DomainEvent> consumer) {
		consumer.accept(EventMapper.toDomainEvent(event, this.events.type(event.topic()), this.transcoder));
	}

	/** Throws an exception, because events of other applications are only read. */
	@Override
	public StoredEvent toStoredEvent(DomainEvent event, @Nullable String metadata) {
		throw new UnsupportedOperationException("Events of other applications cannot be stored");
	}

}
