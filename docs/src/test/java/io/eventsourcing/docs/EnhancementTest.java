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

	private static final Path BUILT = Page.ROOT.resolve("docs/target/it/src/it");

	private static final Path OWN = BUILT.resolve("maven-plugin");

	private static final Path STOCK = BUILT.resolve("stock-plugin");

	@Test
	void bothPluginsEnhanceAggregates() throws IOException {
		assertEnhanced(OWN.resolve("dogs/target/classes/com/example/Dog.class"));
		assertEnhanced(STOCK.resolve("target/classes/com/example/Dog.class"));
	}

	@Test
	void thePluginAddsItsGoalsToModulesWithClasses() {
		assertThat(Page.read(OWN.resolve("build.log")))
			.contains(":enhance (enhance) @ dogs", "Enhanced 1 aggregate", ":enhance-test (enhance) @ dogs")
			.doesNotContain("@ animals");
	}

	@Test
	void anInvalidAggregateOfTheTestsFailsTheBuildWithOneLine() {
		String log = Page.read(OWN.resolve("build.log"));
		assertThat(log).containsOnlyOnce("com.example.Puppy is not a valid aggregate: the method sit() is static")
			.doesNotContain("Exception:")
			.doesNotContain("\tat ");
	}

	@Test
	void pagesPrintThePluginsOfTheProjects() {
		String own = plugin(Page.read(OWN.resolve("pom.xml")), "eventsourcing-maven-plugin");
		String stock = plugin(Page.read(STOCK.resolve("pom.xml")), "byte-buddy-maven-plugin");
		assertThat(plugin(Page.read(Page.ROOT.resolve("README.md")), "eventsourcing-maven-plugin")).isEqualTo(own);
		assertThat(plugin(Page.read(Page.ROOT.resolve("docs/aggregates.md")), "byte-buddy-maven-plugin"))
			.isEqualTo(stock);
	}

	private static void assertEnhanced(Path classFile) throws IOException {
		assertThat(new String(Files.readAllBytes(classFile), StandardCharsets.ISO_8859_1))
			.contains("Lio/eventsourcing/domain/Enhanced;");
	}

	/** The element with its version resolved, and without indentation. */
	private static String plugin(String text, String artifactId) {
		int end = text.indexOf("</plugin>", text.indexOf("<artifactId>" + artifactId));
		return text.substring(text.lastIndexOf("<plugin>", end), end)
			.replace("${eventsourcing.version}", "0.1.0-SNAPSHOT")
			.replaceAll("(?m)^ +", "");
	}

}
