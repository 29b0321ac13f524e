package io.eventsourcing.test.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.test.context.aot.AotTestContextInitializers;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/** Slices in contexts that were processed ahead of time. */
class SliceAotTest {

	private static final List<Class<?>> SLICES = List.of(H2SliceTest.class, PostgresSliceTest.class);

	@TempDir
	private Path directory;

	/**
	 * In a JVM of its own, because Spring looks for generated contexts only once.
	 */
	@Test
	void slicesPassInGeneratedContexts() throws IOException {
		new TestContextAotGenerator(new FileSystemGeneratedFiles(this::directory)).processAheadOfTime(SLICES.stream());
		String classPath = directory(Kind.CLASS) + File.pathSeparator + directory(Kind.RESOURCE) + File.pathSeparator
				+ System.getProperty("java.class.path");
		compile(classPath);
		JavaProcess tests = JavaProcess.run(
				List.of("-Dspring.aot.enabled=true", "-XX:+EnableDynamicAgentLoading", "-XX:TieredStopAtLevel=1"),
				classPath, SliceAotTest.class.getName());
		assertThat(tests.exitCode()).as(tests.output()).isZero();
	}

	private Path directory(Kind kind) {
		return this.directory.resolve(kind.name());
	}

	private void compile(String classPath) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d",
				directory(Kind.CLASS).toString(), "-classpath", classPath));
		try (Stream<Path> sources = Files.walk(directory(Kind.SOURCE))) {
			sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	/** Runs two test methods of each slice, one of which is repeated. */
	public static void main(String[] arguments) {
		AotTestContextInitializers generated = new AotTestContextInitializers();
		assertThat(SLICES).allMatch(generated::isSupportedTestClass);
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create()
			.execute(LauncherDiscoveryRequestBuilder.request()
				.selectors(SLICES.stream()
					.flatMap((slice) -> Stream.of("theDatabaseIsTheExpectedOne", "idsStartAt1InEveryTest")
						.map((method) -> DiscoverySelectors.selectMethod(slice, method)))
					.toList())
				.build(), listener);
		listener.getSummary().printFailuresTo(new PrintWriter(System.out));
		System.exit((listener.getSummary().getTestsSucceededCount() == 8) ? 0 : 1);
	}

}
