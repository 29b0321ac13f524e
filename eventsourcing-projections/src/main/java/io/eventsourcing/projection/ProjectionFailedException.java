package io.eventsourcing.projection;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a projection cannot handle an event, and therefore cannot reach a position.
 */
public class ProjectionFailedException extends EventSourcingException {

	private final String projection;

	public ProjectionFailedException(String projection, @Nullable Throwable cause) {
		super(message(projection, cause), cause);
		this.projection = projection;
	}

	/**
	 * @param cause the stored cause: an exception with its stack trace
	 */
	public ProjectionFailedException(String projection, String cause) {
		super("The projection '%s' has failed, and waits in front of an event: %s".formatted(projection, cause));
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
