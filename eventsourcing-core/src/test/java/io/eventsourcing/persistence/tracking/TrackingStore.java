package io.eventsourcing.persistence.tracking;

import java.util.List;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;

/** A store of positions, leases and parked events that several processes use. */
public interface TrackingStore extends AutoCloseable {

	/** Returns the recorder of another process. */
	TrackingRecorder tracking();

	/** Returns the recorder of another process. */
	LeaseRecorder leases();

	/** Returns the recorder of another process. */
	ParkedEventRecorder parked();

	/** Returns the recorder of the events that are stored together with positions. */
	ApplicationRecorder events();

	/** Pauses a consumer, as another process does. */
	default void pause(ConsumerId consumer) {
		set(consumer, ConsumerState.PAUSED);
	}

	/** Resumes a consumer, as another process does. */
	default void resume(ConsumerId consumer) {
		set(consumer, ConsumerState.RUNNING);
	}

	private void set(ConsumerId consumer, ConsumerState state) {
		tracking().change(consumer.consumer(), (versions) -> versions.map((row) -> row.in(state)));
	}

	/** Writes something in the current transaction, as a handler does. */
	void write(String text);

	/** Returns what has been written and committed, in any order. */
	List<String> written();

	@Override
	void close();

}
