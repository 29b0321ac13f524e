package io.eventsourcing.projection;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a method that waits for a projection, or runs it, if the projection cannot
 * handle an event: it has stopped at the event, or has parked it.
 */
public class ProjectionFailedException extends EventSourcingException {

	private final String projection;

	public ProjectionFailedException(String projection, @Nullable Throwable cause) {
		super(message(projection, cause), cause);
		this.projection = projection;
	}

	/**
	 * @param cause the stored stack trace of the exception that the projection failed
	 * with
	 */
	public ProjectionFailedException(String projection, String cause) {
		super("The projection '%s' cannot handle an event: %s".formatted(projection, cause));
		this.projection = projection;
	}

	private static String message(String projection, @Nullable Throwable cause) {
		return "The projection '%s' has failed%s".formatted(projection,
				(cause != null) ? ": " + cause.getMessage() : "");
	}

	/** Returns the name of the projection. */
	public String projection() {
		return this.projection;
	}

}
