package io.eventsourcing.persistence.exception;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if it is unknown whether a save has succeeded, usually because its connection
 * was lost: either all of its events are stored, or none. {@link EventStore#contains}
 * reports which, as soon as the store can be reached again; it throws this exception
 * itself while the database may still be saving the events.
 * <p>
 * Saving the same events again is safe: they are never stored twice. If they are already
 * stored, the save fails with a {@link RecordConflictException}, and
 * {@link EventStore#contains} returns true.
 */
public class SaveOutcomeUnknownException extends EventSourcingException {

	private static final String ADVICE = "Call EventStore.contains(events), or save the same events again: "
			+ "they are never stored twice.";

	public SaveOutcomeUnknownException(Throwable cause) {
		this("The connection to the event store was lost during a save: either all of its events are stored, or none. "
				+ ADVICE, cause);
	}

	private SaveOutcomeUnknownException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception for events that were not found, but may still be stored later.
	 * @param reason why they may be stored later, without a full stop
	 * @param details a sentence with more information, or an empty string
	 * @param cause the cause, or null if there is none
	 */
	public static SaveOutcomeUnknownException stillUnknown(String reason, String details, @Nullable Throwable cause) {
		return new SaveOutcomeUnknownException("It is not known yet whether the events are stored: %s. %s%s"
			.formatted(reason, details.isEmpty() ? "" : details + " ", ADVICE), cause);
	}

}
