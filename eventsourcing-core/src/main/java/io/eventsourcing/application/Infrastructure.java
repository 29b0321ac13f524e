package io.eventsourcing.application;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Topics;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

/**
 * The components that an {@link Application} uses, all based on the same store.
 * Thread-safe.
 *
 * @param eventStore stores and reads events
 * @param repository saves and loads aggregates
 * @param notificationLog reads all events in a single order
 */
public record Infrastructure(EventStore eventStore, Repository repository, NotificationLog notificationLog) {

	/** Creates an infrastructure that keeps events as JSON in the recorder. */
	public static Infrastructure of(ApplicationRecorder recorder) {
		Topics topics = new Topics();
		EventStore store = EventStore.of(EventMapper.of(topics, new JacksonTranscoder()), recorder);
		return new Infrastructure(store, Repository.of(store, topics), NotificationLog.of(recorder));
	}

	/**
	 * Creates an infrastructure that keeps events in memory, for tests and first steps.
	 * Each infrastructure has a store of its own.
	 */
	public static Infrastructure inMemory() {
		return of(new MemoryRecorder());
	}

}
