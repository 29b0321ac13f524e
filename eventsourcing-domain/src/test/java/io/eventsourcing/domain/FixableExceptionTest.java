package io.eventsourcing.domain;

import java.util.List;

import io.eventsourcing.dogs.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions that tell the problem and the fix apart.
 */
class FixableExceptionTest {

	@Test
	void aClassThatWasNotEnhanced() {
		NotEnhancedException exception = new NotEnhancedException(Dog.class, NotEnhancedException.DECORATED,
				new IllegalStateException("no agent"));
		assertThat(exception.problem()).isEqualTo("io.eventsourcing.dogs.Dog has members decorated with @Event but was "
				+ "not enhanced, so they would not trigger events. It could not be enhanced at load time either: "
				+ "no agent");
		assertThat(exception.fix()).startsWith("Fix it in one of these ways:\n  - ")
			.contains("eventsourcing-maven-plugin");
		assertThat(exception).hasMessage(exception.problem() + "\n" + exception.fix());
	}

	@Test
	void aClassThatIsNoValidAggregate() {
		AggregateDefinitionException exception = new AggregateDefinitionException("dogs.Dog", List.of("one", "other"));
		assertThat(exception.problem()).isEqualTo("dogs.Dog is not a valid aggregate:\n  - one\n  - other");
		assertThat(exception.fix()).isEqualTo("Correct dogs.Dog.");
		assertThat(exception).hasMessage(exception.problem());
	}

}
