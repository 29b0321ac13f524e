package io.eventsourcing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The archetype's template of a project repeats parts of the sample. That they stay the
 * same, or that the template is the simpler of both.
 */
class TemplateTest {

	private static final Path TEMPLATE = Page.ROOT
		.resolve("eventsourcing-archetype/src/main/resources/archetype-resources/src");

	private static final Path SAMPLE = Page.ROOT.resolve("sample-dogschool-app/src");

	private static final String PACKAGE = "io.eventsourcing.sample.dogschool";

	static final List<String> SAME = List.of("main/java/Dog.java", "main/java/DogDetails.java",
			"main/java/DogSchool.java", "main/java/DogSchoolApplication.java", "main/java/TrickPopularity.java",
			"main/resources/application-postgres.yml", "main/resources/db/migration/V1__trick_popularity.sql",
			"test/java/PostgresDogSchoolTests.java");

	static final List<String> SIMPLER = List.of("main/java/DogController.java", "main/java/TrickController.java",
			"main/resources/application.yml", "test/java/DogControllerTests.java", "test/java/DogSchoolTests.java",
			"test/java/DogTests.java");

	@ParameterizedTest
	@FieldSource("SAME")
	void aFileIsThatOfTheSample(String name) {
		assertThat(template(name)).isEqualTo(sample(name));
	}

	/** So that a new file is added to one of the lists. */
	@Test
	void allFilesAreCompared() throws IOException {
		List<String> expected = new ArrayList<>(SAME);
		expected.addAll(SIMPLER);
		try (Stream<Path> files = Files.walk(TEMPLATE)) {
			assertThat(files.filter(Files::isRegularFile)
				.map((file) -> TEMPLATE.relativize(file).toString().replace('\\', '/')))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	@Test
	void theConfigurationIsAPartOfThatOfTheSample() {
		List<String> lines = template("main/resources/application.yml").lines()
			.filter((line) -> !line.isBlank())
			.toList();
		assertThat(sample("main/resources/application.yml").lines()).containsSubsequence(lines);
	}

	@ParameterizedTest
	@ValueSource(strings = { "main/java/DogController.java", "main/java/TrickController.java" })
	void requestsAreThoseOfTheSample(String name) {
		List<String> annotations = template(name).lines()
			.filter((line) -> line.matches("\\s*@.*(Mapping|Status|Projection)\\b.*"))
			.toList();
		assertThat(annotations).hasSizeGreaterThan(1);
		assertThat(sample(name).lines()).containsSubsequence(annotations);
	}

	private static String template(String name) {
		return Page.read(TEMPLATE.resolve(name)).replace("${package}", PACKAGE).replace("${artifactId}", "dogschool");
	}

	private static String sample(String name) {
		return Page.read(SAMPLE.resolve(name.replace("/java/", "/java/" + PACKAGE.replace('.', '/') + "/")));
	}

}
