package io.eventsourcing.sample.dogschool;

import io.eventsourcing.application.AggregateNotFoundException;
import io.eventsourcing.persistence.exception.RecordConflictException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Converts exceptions of the dog school to problem details. Those for invalid input come
 * from Spring, with the texts in {@code messages.properties}.
 */
@RestControllerAdvice
class Problems {

	@ExceptionHandler
	ProblemDetail notFound(AggregateNotFoundException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail conflict(RecordConflictException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
	}

}
