package io.eventsourcing.persistence;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown if the stored metadata of an event is not JSON, because it was written by SQL.
 * The exception has the stack trace of the original one, whose message may quote the
 * metadata, which may be personal data.
 */
final class InvalidMetadataException extends FixableException {

	InvalidMetadataException(RuntimeException original) {
		super("the column 'metadata' of its row in the table stored_events does not contain valid JSON.",
				"Store a JSON object of strings in it, such as {\"user\":\"ann\"}, or null if nothing is known. The attributes of the event are not affected: the aggregate can be loaded.");
		setStackTrace(original.getStackTrace());
	}

}
