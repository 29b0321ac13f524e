package io.eventsourcing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The project that a user makes from the archetype with the command of the README, which
 * the build has compiled, tested and packaged.
 */
class ArchetypeTest {

	private final Path invoked = Build.project("src/it/archetype");

	private final Path project = this.invoked.resolve("dogschool");

	@Test
	void theCommandIsThatOfTheReadme() {
		String goals = Page.read(this.invoked.resolve("invoker.properties")).replace("\\\n", "").replaceAll(" +", " ");
		assertThat(options(goals)).isNotEmpty()
			.containsExactlyElementsOf(options(Page.read(Page.ROOT.resolve("README.md"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".gitignore", ".editorconfig", ".dockerignore", ".github/workflows/build.yml",
			"src/main/resources/db/migration/V1__trick_popularity.sql", "src/main/java/com/example/Dog.java" })
	void theProjectHasTheFile(String name) {
		assertThat(this.project.resolve(name)).isNotEmptyFile();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pom.xml", "README.md", "Dockerfile", "compose.yaml", "src/main/resources/application.yml",
			"src/main/resources/application-postgres.yml" })
	void theFileContainsTheNameOfTheProject(String name) {
		assertThat(this.project.resolve(name)).content().contains("dogschool").doesNotContain("${artifactId}", "@");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DogTests", "DogSchoolTests", "PostgresDogSchoolTests", "DogControllerTests" })
	void itsTestsHaveRun(String name) throws IOException {
		Path report = this.project.resolve("target/surefire-reports/com.example." + name + ".txt");
		assertThat(Files.readString(report))
			.containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
	}

	@Test
	void thePostgresTestsRanOnPostgres() {
		assertThat(Page.read(this.invoked.resolve("build.log")))
			.containsPattern("Event store: PostgreSQL [^\n]+1 projection: trick-popularity")
			.containsPattern("Event store: H2 [^\n]+1 projection: trick-popularity");
	}

	@Test
	void itsJarHasNoTools() {
		assertThat(BuiltJar.in(this.project.resolve("target")).libraries())
			.anyMatch((name) -> name.startsWith("eventsourcing-jdbc"))
			.noneMatch(
					(name) -> name.matches("(byte-buddy|eventsourcing-devtools|eventsourcing-spring-boot|embedded).*"));
	}

	private static List<String> options(String text) {
		return Pattern.compile("-Darchetype\\w+=\\S+").matcher(text).results().map(MatchResult::group).toList();
	}

}
