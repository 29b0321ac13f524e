package io.eventsourcing.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The project of the page as an IDE runs it: compiled without the Maven plugin, and
 * started with the runtime class path instead of a jar.
 */
class IdeTest {

	private static final Path SOURCES = Page.ROOT.resolve("docs/getting-started/src/main");

	private static final String MAIN_CLASS = "com.example.dogschool.DogSchoolApplication";

	private final BuiltJar packaged = BuiltJar.in(Build.project("getting-started").resolve("target"));

	@TempDir
	private Path directory;

	private Path classes;

	private List<Path> libraries;

	@BeforeEach
	void compileWithoutThePlugin() throws IOException {
		this.classes = Files.createDirectory(this.directory.resolve("classes"));
		this.libraries = this.packaged.extractLibraries(Files.createDirectory(this.directory.resolve("lib")));
		Files.copy(SOURCES.resolve("resources/application.yml"), this.classes.resolve("application.yml"));
		try (Stream<Path> sources = Files.walk(SOURCES.resolve("java"))) {
			compile(sources.filter(Files::isRegularFile).toArray(Path[]::new));
		}
	}

	@Test
	void thePackagedJarHasNoToolsAndNoEmptyStarters() {
		assertThat(this.packaged.libraries()).anyMatch((name) -> name.startsWith("eventsourcing-domain"))
			.noneMatch((name) -> name.matches("(byte-buddy|eventsourcing-devtools|eventsourcing-spring-boot).*"));
	}

	@Test
	void withoutThemTheErrorNamesBothWays() throws Exception {
		try (Program program = start(this.libraries)) {
			assertThat(program.exitCode()).isOne();
			assertThat(program.text()).contains("APPLICATION FAILED TO START",
					"com.example.dogschool.Dog has members decorated with @Event but was not enhanced");
			assertThat(program.text().substring(program.text().indexOf("Action:")))
				.contains("io.eventsourcing:eventsourcing-maven-plugin", "io.eventsourcing:eventsourcing-devtools");
		}
	}

	@Test
	void theMainClassStartsAndARestartPicksUpAChangedAggregate() throws Exception {
		try (Program program = start(tools("eventsourcing-devtools-", "spring-boot-devtools-"),
				"--spring.main.keep-alive=true")) {
			awaitText(program, "Fido's tricks: [roll over]\nLast event in the log: 2");
			Path dog = this.directory.resolve("Dog.java");
			Files.writeString(dog, Page.read(SOURCES.resolve("java/com/example/dogschool/Dog.java"))
				.replace("this.tricks.add(trick)", "this.tricks.add(trick.toUpperCase())"));
			compile(dog);
			awaitText(program, "Fido's tricks: [ROLL OVER]");
		}
	}

	private Program start(List<Path> classPath, String... arguments) throws IOException {
		List<Path> all = new ArrayList<>(List.of(this.classes));
		all.addAll(classPath);
		return Program.main(this.directory, all, MAIN_CLASS, arguments);
	}

	private List<Path> tools(String... names) {
		return Stream.concat(this.libraries.stream(), Arrays.stream(names).map(BuiltJar::onClassPath)).toList();
	}

	private void compile(Path... sources) {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-parameters", "-d", this.classes.toString(),
				"-classpath", this.classes + File.pathSeparator
						+ String.join(File.pathSeparator, this.libraries.stream().map(Path::toString).toList())));
		Arrays.stream(sources).map(Path::toString).forEach(arguments::add);
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private static void awaitText(Program program, String text) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(program.text()).contains(text));
	}

}
