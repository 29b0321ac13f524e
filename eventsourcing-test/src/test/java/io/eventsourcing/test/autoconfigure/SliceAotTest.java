package io.eventsourcing.test.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/** The contexts of slices can be processed ahead of time. */
class SliceAotTest {

	@Test
	void theEmbeddedDatabaseIsPartOfTheGeneratedContext() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(H2SliceTest.class, PostgresSliceTest.class));
		assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
			.anyMatch((file) -> file.contains("EmbeddedPostgresDatabase"));
	}

}
