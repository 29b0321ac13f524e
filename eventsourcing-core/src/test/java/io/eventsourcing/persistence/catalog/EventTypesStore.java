package io.eventsourcing.persistence.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A store of events whose types several processes learn. */
public interface EventTypesStore extends AutoCloseable {

	ApplicationRecorder events();

	/** Returns the recorder of another process. */
	EventTypeRecorder types();

	/** Returns the recorder of another process. */
	TrackingRecorder tracking();

	/** Stores an event past the library if possible, as an import does. */
	default void importEvent(String originatorType, String eventType, int version) {
		save(originatorType, eventType, version);
	}

	/** Stores an event of a new aggregate. */
	default void save(String originatorType, String eventType, int version) {
		events().insertEvents(Append.of(List.of(StoredEvent.builder(UUID.randomUUID(), 1)
			.type(originatorType, eventType)
			.eventVersion(version)
			.timestamp(Instant.EPOCH)
			.payload("{}".getBytes(UTF_8))
			.build())));
	}

	@Override
	void close();

}
