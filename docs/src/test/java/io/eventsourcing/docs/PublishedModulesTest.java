package io.eventsourcing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The poms and jars that a release publishes. */
class PublishedModulesTest {

	/** Neither plugins nor templates are dependencies of an application. */
	private static final List<String> NOT_IN_BOM = List.of("eventsourcing-archetype", "eventsourcing-bom",
			"eventsourcing-maven-plugin");

	@ParameterizedTest
	@MethodSource("modules")
	void aPomIsCompleteWithoutAParent(String module) {
		String pom = pom(module);
		assertThat(pom).contains("<artifactId>" + module + "</artifactId>", "<name>Event Sourcing :: ", "<description>",
				"<url>https://eventsourcing.io</url>", "<name>The Event Sourcing authors</name>",
				"<connection>scm:git:https://eventsourcing.io/eventsourcing.git</connection>",
				"<name>Apache License, Version 2.0</name>");
		assertThat(pom).doesNotContain("<parent>", "springframework.boot</url>", "spring.io", "<build>");
		assertThat(dependencies(pom).replace("${project.version}", "")).doesNotContain("${");
	}

	@Test
	void otherModulesAreNotPublished() {
		assertThat(Build.modules()).filteredOn((module) -> !isPublished(module))
			.contains("sample-dogschool-app")
			.allSatisfy((module) -> assertThat(Page.ROOT.resolve(module).resolve("pom.xml")).content()
				.contains("<unreleased>true</unreleased>"));
	}

	@ParameterizedTest
	@MethodSource("modules")
	void aModuleIsPublished(String module) {
		assertThat(Page.ROOT.resolve(module).resolve("pom.xml")).content().doesNotContain("<unreleased>true");
		if (!module.equals("eventsourcing-bom")) {
			assertThat(Build.jar(module)).isNotEmptyFile();
		}
	}

	@Test
	void theBomContainsAllLibraries() {
		assertThat(find("<artifactId>([^<]+)</artifactId>\\s+<version>", dependencies(pom("eventsourcing-bom"))))
			.containsExactlyInAnyOrderElementsOf(libraries());
	}

	@Test
	void jarsHaveModuleNames() {
		assertThat(libraries().stream().map((module) -> manifest(module, "Automatic-Module-Name")))
			.doesNotHaveDuplicates()
			.allMatch((name) -> name.startsWith("io.eventsourcing."));
	}

	/** So that the same sources make the same jars. */
	@Test
	void jarsContainNoTimeOfTheBuild() {
		assertThat(libraries()).allSatisfy((module) -> assertThat(times(module)).isNotEmpty()
			.allSatisfy((time) -> assertThat(time).isBeforeOrEqualTo(Build.outputTimestamp())));
	}

	@Test
	void jarsWithoutClassesForProductionAreMarkedForSpringBoot() {
		assertThat(libraries()).filteredOn((module) -> manifest(module, "Spring-Boot-Jar-Type") != null)
			.containsExactlyInAnyOrder("eventsourcing-spring-boot-starter", "eventsourcing-spring-boot-starter-test",
					"eventsourcing-devtools");
	}

	/** Modules with the names of libraries, except those with tests of the library. */
	static List<String> modules() {
		return Build.modules().stream().filter(PublishedModulesTest::isPublished).toList();
	}

	private static boolean isPublished(String module) {
		return module.startsWith("eventsourcing-") && !module.endsWith("-tests");
	}

	private static List<String> libraries() {
		return modules().stream().filter((module) -> !NOT_IN_BOM.contains(module)).toList();
	}

	private static String pom(String module) {
		return Page.read(Build.made(module + "/target/published-pom.xml"));
	}

	private static String dependencies(String pom) {
		int start = pom.indexOf("<dependencies>");
		return (start != -1) ? pom.substring(start) : "";
	}

	private static List<LocalDateTime> times(String module) {
		try (JarFile jar = new JarFile(Build.jar(module).toFile())) {
			return jar.stream().map(ZipEntry::getTimeLocal).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String manifest(String module, String attribute) {
		try (JarFile jar = new JarFile(Build.jar(module).toFile())) {
			return jar.getManifest().getMainAttributes().getValue(attribute);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> find(String regex, String text) {
		return Pattern.compile(regex).matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
	}

}
