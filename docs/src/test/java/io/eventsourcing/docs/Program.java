package io.eventsourcing.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A program in a JVM of its own, which runs in the directory that gets its output. */
record Program(Process process, Path output) implements AutoCloseable {

	/** Starts {@code java} with the arguments. */
	static Program java(Path directory, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(arguments);
		Path output = directory.resolve("output.txt");
		Process process = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		return new Program(process, output);
	}

	/** Starts a main class. */
	static Program main(Path directory, List<Path> classPath, String mainClass, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of("-XX:+EnableDynamicAgentLoading", "-XX:TieredStopAtLevel=1", "-classpath",
						String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()), mainClass));
		command.addAll(List.of(arguments));
		return java(directory, command);
	}

	/** Waits for the end of the program and returns its exit code. */
	int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(2, TimeUnit.MINUTES)).as(text()).isTrue();
		return this.process.exitValue();
	}

	String text() {
		return Page.read(this.output);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
