package io.eventsourcing.persistence;

import io.eventsourcing.domain.FixableException;

/** Thrown if an event is stored in a version that a newer program has written. */
final class NewerVersionException extends FixableException {

	NewerVersionException(int stored, int known) {
		super("it is stored in version %d, which is newer than version %d, the newest that this application knows."
			.formatted(stored, known),
				"Run a release that has the missing upcasting step, or let newer versions be read as they are (eventsourcing.events.newer-versions=read).");
	}

}
