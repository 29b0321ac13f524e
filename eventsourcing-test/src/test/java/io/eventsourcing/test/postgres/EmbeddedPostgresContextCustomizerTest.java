package io.eventsourcing.test.postgres;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedPostgresContextCustomizerTest {

	private final EmbeddedPostgresContextCustomizerFactory factory = new EmbeddedPostgresContextCustomizerFactory();

	/** Otherwise, the test framework would start a new context for each class. */
	@Test
	void testsWithTheAnnotationShareAContext() {
		assertThat(this.factory.createContextCustomizer(First.class, List.of())).isNotNull()
			.isEqualTo(this.factory.createContextCustomizer(Second.class, List.of()));
	}

	@Test
	void otherTestsAreNotCustomized() {
		assertThat(this.factory.createContextCustomizer(Plain.class, List.of())).isNull();
	}

	@AutoConfigureEmbeddedPostgres
	private static final class First {

	}

	@AutoConfigureEmbeddedPostgres
	private static final class Second {

	}

	private static final class Plain {

	}

}
