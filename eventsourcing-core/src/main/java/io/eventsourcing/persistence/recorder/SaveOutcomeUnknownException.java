package io.eventsourcing.persistence.recorder;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.EventStore;

/**
 * Thrown if the connection was lost during a save: either all of its events are stored,
 * or none. {@link EventStore#contains} reports which, as soon as the store can be reached
 * again. Saving the same events again is safe: they are never stored twice; if they are
 * already stored, the save fails with a {@link RecordConflictException}.
 */
public class SaveOutcomeUnknownException extends EventSourcingException {

	public SaveOutcomeUnknownException(Throwable cause) {
		super("The connection to the event store was lost during a save: either all of its events are stored, or none. "
				+ "Call EventStore.contains(events), or save the same events again: they are never stored twice.",
				cause);
	}

}
