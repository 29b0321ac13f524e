package io.eventsourcing.autoconfigure.projection.web;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Responds with problem details, even if {@code spring.mvc.problemdetails.enabled} is not
 * set. It has the order of Spring Boot's own advice, so that an advice of the application
 * that handles all exceptions does not precede it.
 */
@ControllerAdvice
@Order(0)
final class AwaitProjectionAdvice {

	@ExceptionHandler
	ResponseEntity<@Nullable ProblemDetail> respond(AwaitProjectionException ex) {
		return ResponseEntity.status(ex.getStatusCode()).headers(ex.getHeaders()).body(ex.getBody());
	}

}
