package io.eventsourcing.autoconfigure.observation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.persistence.exception.AggregateExistsException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AppendObservationContextTest {

	private final AppendObservationContext context = new AppendObservationContext(new Dog("Fido", null).pendingEvents(),
			new Topics(List.of(), Map.of()));

	static Stream<Arguments> failures() {
		UUID id = UUID.randomUUID();
		Exception cause = new SQLException();
		return Stream.of(
				arguments(new RecordConflictException("Dog", id, 2, "conflict", new DuplicateKeyException("conflict")),
						"conflict"),
				arguments(new AggregateExistsException("Dog", id, "conflict", null), "conflict"),
				arguments(new AppendLockTimeoutException(Duration.ofSeconds(1), null), "timeout"),
				arguments(new StoreUnavailableException(cause), "unavailable"),
				arguments(new SaveOutcomeUnknownException(cause), "unknown"),
				arguments(new VersionGapException("Dog", id, 1, 3), "error"),
				arguments(new OutOfMemoryError(), "error"));
	}

	/** An operator reacts to each of them in another way. */
	@ParameterizedTest
	@MethodSource("failures")
	void theOutcomeSaysWhatBecameOfTheSave(Throwable failure, String outcome) {
		this.context.setError(failure);
		assertThat(this.context.outcome()).isEqualTo(outcome);
	}

	@Test
	void withoutAFailureTheEventsAreStored() {
		assertThat(this.context.outcome()).isEqualTo("stored");
	}

}
