package io.eventsourcing.persistence.recorder;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.EventStore;

/**
 * The connection was lost while events were being saved: all of them are stored, or none.
 * {@link EventStore#contains} tells, as soon as the store can be reached again. To save
 * the same events again is safe: they are never stored twice, but if they are there, it
 * is a {@link RecordConflictException}.
 */
public class SaveOutcomeUnknownException extends EventSourcingException {

	public SaveOutcomeUnknownException(Throwable cause) {
		super("The connection to the event store was lost while events were being saved: all of them are stored, "
				+ "or none. Ask EventStore.contains(events), or save the same events again: they are never stored twice.",
				cause);
	}

}
