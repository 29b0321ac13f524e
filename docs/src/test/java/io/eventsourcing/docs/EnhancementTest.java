package io.eventsourcing.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds with both plugins that enhance aggregates: the library's own and the one of Byte
 * Buddy.
 */
class EnhancementTest {

	private final Path own = Build.project("src/it/maven-plugin");

	private final Path stock = Build.project("src/it/stock-plugin");

	@Test
	void bothPluginsEnhanceAggregates() throws IOException {
		assertEnhanced(this.own.resolve("dogs/target/classes/com/example/Dog.class"));
		assertEnhanced(this.stock.resolve("target/classes/com/example/Dog.class"));
	}

	@Test
	void thePluginAddsItsGoalsToModulesWithClasses() {
		assertThat(Page.read(this.own.resolve("build.log")))
			.contains(":enhance (enhance) @ dogs", "Enhanced 1 aggregate", ":enhance-test (enhance) @ dogs")
			.doesNotContain("@ animals");
	}

	@Test
	void anInvalidAggregateOfTheTestsFailsTheBuildWithOneLine() {
		String log = Page.read(this.own.resolve("build.log"));
		assertThat(log).containsOnlyOnce("com.example.Puppy is not a valid aggregate: the method sit() is static")
			.doesNotContain("Exception:")
			.doesNotContain("\tat ");
	}

	@Test
	void pagesPrintThePluginsOfTheProjects() {
		assertThat(plugin(Page.read(Page.ROOT.resolve("README.md")), "eventsourcing-maven-plugin"))
			.isEqualTo(plugin(Page.read(this.own.resolve("pom.xml")), "eventsourcing-maven-plugin"));
		assertThat(plugin(Page.read(Page.ROOT.resolve("docs/aggregates.md")), "byte-buddy-maven-plugin"))
			.isEqualTo(plugin(Page.read(this.stock.resolve("pom.xml")), "byte-buddy-maven-plugin"));
	}

	private static void assertEnhanced(Path classFile) throws IOException {
		assertThat(new String(Files.readAllBytes(classFile), StandardCharsets.ISO_8859_1))
			.contains("Lio/eventsourcing/domain/Enhanced;");
	}

	/** The element with its version resolved, and without indentation. */
	private static String plugin(String text, String artifactId) {
		int end = text.indexOf("</plugin>", text.indexOf("<artifactId>" + artifactId));
		return text.substring(text.lastIndexOf("<plugin>", end), end)
			.replace("${eventsourcing.version}", Build.version())
			.replaceAll("(?m)^ +", "");
	}

}
