package io.eventsourcing.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.testsupport.TestDatabase;

/**
 * A program in another process, which prints the time at which it has handled an event.
 * The times can be compared with those of this process, because all processes of a
 * machine share a clock.
 */
final class OtherProcess implements AutoCloseable {

	/** The line that a program prints when it begins to wait for events. */
	static final String READY = "ready";

	private final Process process;

	private final BufferedReader output;

	private OtherProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	/**
	 * Starts a program, and waits until it is ready.
	 * @param program the main class, whose first arguments are the URL of the database,
	 * the name of the user and the password
	 */
	static OtherProcess start(Class<?> program, TestDatabase database, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-classpath",
						System.getProperty("java.class.path"), program.getName(), database.jdbcUrl(),
						database.username(), database.password()));
		command.addAll(List.of(arguments));
		OtherProcess started = new OtherProcess(
				new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		if (!READY.equals(started.output.readLine())) {
			started.close();
			throw new IllegalStateException("The other process did not start");
		}
		return started;
	}

	/** Waits until the program has handled an event; returns the time. */
	long nextTime() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IllegalStateException("The other process has ended");
		}
		return Long.parseLong(line);
	}

	/** Kills the process, which cannot release anything. */
	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
