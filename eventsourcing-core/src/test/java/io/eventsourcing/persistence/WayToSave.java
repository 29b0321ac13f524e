package io.eventsourcing.persistence;

import java.util.List;
import java.util.Random;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** How a writer of the race saves events. */
@FunctionalInterface
public interface WayToSave {

	/**
	 * Saves the events, or does not.
	 * @return the id of the first event, 0 if nothing was stored in the end
	 */
	long save(ApplicationRecorder recorder, List<StoredEvent> events, Random random);

	static WayToSave plain() {
		return (recorder, events, random) -> recorder.insertEvents(Append.of(events));
	}

}
