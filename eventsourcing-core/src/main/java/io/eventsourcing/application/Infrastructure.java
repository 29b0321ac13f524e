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
 * @param notificationLog reads all stored events in a single order
 * @param eventLog reads the notification log as domain events
 */
public record Infrastructure(EventStore eventStore, Repository repository, NotificationLog notificationLog,
		EventLog eventLog) {

	/** Creates an infrastructure that keeps events as JSON in the recorder. */
	public static Infrastructure of(ApplicationRecorder recorder) {
		Topics topics = new Topics();
		EventMapper mapper = EventMapper.of(topics, new JacksonTranscoder());
		EventStore store = EventStore.of(mapper, recorder);
		NotificationLog log = NotificationLog.of(recorder);
		return new Infrastructure(store, Repository.of(store, topics), log, new EventLog(log, mapper, topics));
	}

	/**
	 * Creates an infrastructure that keeps events in memory, for tests and first steps.
	 * Each infrastructure has a store of its own.
	 */
	public static Infrastructure inMemory() {
		return of(new MemoryRecorder());
	}

}
