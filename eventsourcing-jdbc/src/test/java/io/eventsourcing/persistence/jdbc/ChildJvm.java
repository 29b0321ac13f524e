package io.eventsourcing.persistence.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import io.eventsourcing.testsupport.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A program in a JVM of its own. It is to end when its input does. */
public final class ChildJvm implements AutoCloseable {

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Process process;

	private final Thread reader = new Thread(this::read);

	/** Whether to take a line instead of keeping it. */
	private final Predicate<String> consumer;

	private ChildJvm(Process process, Predicate<String> consumer) {
		this.process = process;
		this.consumer = consumer;
		this.reader.start();
	}

	static ChildJvm start(Class<?> program, String... args) {
		return start(List.of(), (line) -> false, program, args);
	}

	/**
	 * @param options options of the JVM
	 * @param consumer receives each line that the program writes; returns whether it has
	 * taken the line, which is then not kept
	 */
	public static ChildJvm start(List<String> options, Predicate<String> consumer, Class<?> program, String... args) {
		try {
			return new ChildJvm(JavaProcess.builder(options, program, args).start(), consumer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			output.lines().filter(this.consumer.negate()).forEach(this.lines::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What it has written so far; the last line may be cut off. */
	public List<String> lines() {
		return List.copyOf(this.lines);
	}

	void awaitLines(int count) {
		await().atMost(Duration.ofMinutes(2)).until(() -> this.lines.size() >= count || !this.process.isAlive());
		assertThat(this.process.isAlive()).as(() -> String.join("\n", this.lines)).isTrue();
	}

	/** Writes a line to its input. */
	public void tell(String line) throws IOException {
		OutputStream input = this.process.getOutputStream();
		input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
		input.flush();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Kills it as {@code kill -9} does, and returns when all that it has written is read.
	 * The process object itself would close the output, and lose what is still in it.
	 */
	public void kill() throws InterruptedException {
		this.process.toHandle().destroyForcibly();
		awaitEnd();
	}

	/** Ends its input, and returns when it has ended without an error. */
	public void end() throws IOException, InterruptedException {
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
		this.process.toHandle().destroyForcibly();
	}

}
