package io.eventsourcing.enhancer;

import java.nio.file.Path;

import io.eventsourcing.domain.AggregateDefinitionException;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Compiles an aggregate and tells why the build refuses it.
 */
abstract class BuildErrors {

	@TempDir
	Path temporary;

	void assertProblems(String source, String... problems) {
		assertProblemsOf("A", source, problems);
	}

	void assertProblemsOf(String className, String source, String... problems) {
		AggregateDefinitionException refusal = refusal(Sources.compile(this.temporary, "A", source));
		assertThat(refusal.className()).isEqualTo("fixture." + className);
		assertThat(refusal.problems()).containsExactly(problems);
		assertThat(refusal).hasMessageStartingWith("fixture." + className + " is not a valid aggregate:");
	}

	static AggregateDefinitionException refusal(Sources sources) {
		Throwable thrown = catchThrowable(sources::enhance);
		while (thrown != null && !(thrown instanceof AggregateDefinitionException)) {
			thrown = thrown.getCause();
		}
		assertThat(thrown).isNotNull();
		Throwable refusal = thrown;
		return catchThrowableOfType(AggregateDefinitionException.class, () -> {
			throw refusal;
		});
	}

}
