package io.eventsourcing.application;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.memory.MemoryParkedEventRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import org.jspecify.annotations.Nullable;

/**
 * The components that an {@link Application} uses, all based on the same store.
 * Thread-safe.
 *
 * @param eventStore stores and reads events
 * @param repository saves and loads aggregates
 * @param notificationLog reads all stored events in a single order
 * @param eventLog reads the notification log as domain events
 * @param consumers stores the positions of process applications that save events in this
 * store; null if they are kept elsewhere, for example in a Spring context
 */
public record Infrastructure(EventStore eventStore, Repository repository, NotificationLog notificationLog,
		EventLog eventLog, @Nullable ConsumerRecorders consumers) {

	/** Creates an infrastructure without positions of process applications. */
	public Infrastructure(EventStore eventStore, Repository repository, NotificationLog notificationLog,
			EventLog eventLog) {
		this(eventStore, repository, notificationLog, eventLog, null);
	}

	/**
	 * Creates an infrastructure that keeps events as JSON in the recorder, without
	 * positions of process applications.
	 */
	public static Infrastructure of(ApplicationRecorder recorder) {
		return builder(recorder).build();
	}

	/**
	 * Creates an infrastructure that keeps events as JSON in the recorder.
	 * @param consumers stores the positions of process applications in the same database,
	 * so that they are committed together with events
	 */
	public static Infrastructure of(ApplicationRecorder recorder, ConsumerRecorders consumers) {
		return builder(recorder).consumers(consumers).build();
	}

	/**
	 * Returns a builder of an infrastructure that keeps events in the recorder, for
	 * upcasters, aliases or metadata.
	 */
	public static InfrastructureBuilder builder(ApplicationRecorder recorder) {
		return new InfrastructureBuilder(recorder);
	}

	/**
	 * Creates an infrastructure that keeps events in memory, for tests and first steps.
	 * Each infrastructure has a store of its own.
	 */
	public static Infrastructure inMemory() {
		MemoryTrackingRecorder tracking = new MemoryTrackingRecorder();
		MemoryParkedEventRecorder parkedEvents = new MemoryParkedEventRecorder();
		return of(new MemoryRecorder(() -> tracking, () -> parkedEvents),
				new ConsumerRecorders(tracking, tracking, parkedEvents));
	}

}
