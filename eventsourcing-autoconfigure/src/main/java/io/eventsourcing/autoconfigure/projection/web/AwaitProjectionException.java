package io.eventsourcing.autoconfigure.projection.web;

import io.eventsourcing.projection.ProjectionFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Thrown if a request cannot wait for a projection, or has waited in vain. */
final class AwaitProjectionException extends ErrorResponseException {

	private static final String RETRY_AFTER_SECONDS = "1";

	private AwaitProjectionException(HttpStatus status, String detail, @Nullable Throwable cause) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

	/** The header does not contain the notification id of an event. */
	static AwaitProjectionException invalid(String header) {
		return new AwaitProjectionException(HttpStatus.BAD_REQUEST,
				"The header '%s' does not contain the position of an event in the log.".formatted(header), null);
	}

	/** The time is up. */
	static AwaitProjectionException late(String projection, long position) {
		return retryable("The projection '%s' has not reached the position %d yet.".formatted(projection, position));
	}

	/** Somebody has paused the projection, and will resume it. */
	static AwaitProjectionException paused(String projection, long position) {
		return retryable("The projection '%s' is paused before the position %d.".formatted(projection, position));
	}

	private static AwaitProjectionException retryable(String detail) {
		AwaitProjectionException exception = new AwaitProjectionException(HttpStatus.SERVICE_UNAVAILABLE, detail, null);
		exception.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return exception;
	}

	/** The projection will not reach the position until its failure is resolved. */
	static AwaitProjectionException failed(ProjectionFailedException cause) {
		return new AwaitProjectionException(HttpStatus.SERVICE_UNAVAILABLE,
				"The projection '%s' has stopped at an event that it cannot handle.".formatted(cause.projection()),
				cause);
	}

}
