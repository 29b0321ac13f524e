package io.eventsourcing.autoconfigure.catalog;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;

/**
 * Thrown at start-up if the store contains events that the application cannot read.
 */
public class UnreadableEventsException extends EventSourcingSetupException {

	UnreadableEventsException(String report) {
		super(report,
				"Correct the names, or add what is missing, as described above. To start nevertheless, set eventsourcing.events.check.mode=warn.",
				null);
	}

}
