package io.eventsourcing.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** A program in a JVM of its own, which runs in the directory that gets its output. */
record Program(Process process, Path output) implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final List<String> FAST = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	/**
	 * Starts {@code java} with the arguments, and with options that make it start fast.
	 */
	static Program java(Path directory, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(FAST);
		command.addAll(arguments);
		return start(directory, new ProcessBuilder(command));
	}

	/** Starts a main class. */
	static Program main(Path directory, List<Path> classPath, String mainClass, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(List.of("-XX:+EnableDynamicAgentLoading", "-classpath",
				String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()), mainClass));
		command.addAll(List.of(arguments));
		return java(directory, command);
	}

	/** Starts Maven, with the settings and the local repository of this build. */
	static Program maven(Path directory, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Build.maven("home") + "/bin/mvn", "--batch-mode",
				"-Dmaven.repo.local=" + Build.maven("repository")));
		if (Boolean.parseBoolean(Build.maven("offline"))) {
			command.add("--offline");
		}
		if (Files.exists(Path.of(Build.maven("settings")))) {
			command.addAll(List.of("--settings", Build.maven("settings")));
		}
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().put("MAVEN_OPTS", String.join(" ", FAST));
		return start(directory, builder);
	}

	private static Program start(Path directory, ProcessBuilder builder) throws IOException {
		Path output = directory.resolve("output.txt");
		Process process = builder.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		return new Program(process, output);
	}

	/**
	 * Waits until the web server of the program listens, and returns its address.
	 * @throws AssertionError if the program ends, or if it takes more than two minutes
	 */
	String address() {
		String port = Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
			String text = text();
			assertThat(this.process.isAlive()).as(text).isTrue();
			return PORT.matcher(text).results().map((match) -> match.group(1)).findFirst().orElse("");
		}, (found) -> !found.isEmpty());
		return "http://localhost:" + port;
	}

	/** Waits for the end of the program and returns its exit code. */
	int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(2, TimeUnit.MINUTES)).as(text()).isTrue();
		return this.process.exitValue();
	}

	String text() {
		return Page.read(this.output);
	}

	/** Ends the program and those that it has started. */
	@Override
	public void close() {
		List<ProcessHandle> all = Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.toList();
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((each) -> each.onExit().join());
	}

}
