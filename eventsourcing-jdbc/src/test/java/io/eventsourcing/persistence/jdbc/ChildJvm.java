package io.eventsourcing.persistence.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A program in a JVM of its own. It is to end when its input does. */
final class ChildJvm implements AutoCloseable {

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Process process;

	private final Thread reader = new Thread(this::read);

	private ChildJvm(Process process) {
		this.process = process;
		this.reader.start();
	}

	static ChildJvm start(Class<?> program, String... args) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-classpath", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(args));
		try {
			return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			output.lines().forEach(this.lines::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What it has written so far; the last line may be cut off. */
	List<String> lines() {
		return List.copyOf(this.lines);
	}

	void awaitLines(int count) {
		await().atMost(Duration.ofMinutes(2)).until(() -> this.lines.size() >= count || !this.process.isAlive());
		assertThat(this.process.isAlive()).as(() -> String.join("\n", this.lines)).isTrue();
	}

	/** Kills it as {@code kill -9} does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		awaitEnd();
	}

	void end() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		awaitEnd();
		assertThat(this.process.exitValue()).as(() -> String.join("\n", this.lines)).isZero();
	}

	private void awaitEnd() throws InterruptedException {
		this.process.waitFor();
		this.reader.join();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
