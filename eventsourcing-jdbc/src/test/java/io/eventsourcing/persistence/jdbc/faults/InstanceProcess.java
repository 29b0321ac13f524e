package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.jdbc.ChildJvm;
import io.eventsourcing.persistence.jdbc.faults.InstanceProgram.Command;
import io.eventsourcing.persistence.jdbc.faults.history.History;
import io.eventsourcing.persistence.jdbc.faults.history.Journal;
import io.eventsourcing.persistence.jdbc.faults.history.JournalLines;
import io.eventsourcing.testsupport.Signals;

import static org.awaitility.Awaitility.await;

/**
 * An instance in a JVM of its own that can be killed and restarted. Its followers resume
 * at the last events that are in the history. Used by one thread.
 */
final class InstanceProcess implements AutoCloseable {

	private static final List<String> OPTIONS = List.of("-Xmx96m", "-XX:+UseSerialGC");

	/** What the JVM writes after the stacks of the threads. */
	private static final String END_OF_DUMP = "Heap";

	private static final Duration DUMP_LIMIT = Duration.ofSeconds(10);

	private final Target target;

	private final String schema;

	private final String name;

	private final History history;

	private final List<String> followers;

	private final int writers;

	private final Semaphore done = new Semaphore(0);

	private int starts;

	private ChildJvm jvm;

	InstanceProcess(Target target, String schema, String name, int writers, History history, List<String> followers) {
		this.target = target;
		this.schema = schema;
		this.name = name;
		this.writers = writers;
		this.history = history;
		this.followers = followers;
		followers.forEach(history::follower);
		this.jvm = start();
	}

	private ChildJvm start() {
		String run = this.name + '.' + ++this.starts;
		List<String> arguments = new ArrayList<>(
				List.of(this.target.jdbcUrl(), this.target.user(), this.schema, run, Integer.toString(this.writers)));
		this.followers.forEach((each) -> arguments.add(each + '@' + this.history.position(each)));
		Journal journal = this.history.journal(this.name);
		return ChildJvm.start(OPTIONS, (line) -> accept(line, journal), InstanceProgram.class,
				arguments.toArray(String[]::new));
	}

	private boolean accept(String line, Journal journal) {
		for (Command command : Command.values()) {
			if (line.equals(command.name() + ';')) {
				this.done.release();
				return true;
			}
		}
		return line.isEmpty() || JournalLines.replay(line, journal);
	}

	String name() {
		return this.name;
	}

	/** Returns how many saves were reported as stored. */
	long stored() {
		return this.history.count(this.name, "stored");
	}

	/** Lets the process do something, and returns when it has done it. */
	void obey(Command command) throws IOException, InterruptedException {
		this.jvm.tell(command.name());
		if (!this.done.tryAcquire(1, TimeUnit.MINUTES)) {
			throw new IllegalStateException(this.name + " has not done: " + command + "\n" + output());
		}
	}

	void kill() throws InterruptedException {
		this.jvm.kill();
	}

	void restart() {
		this.jvm = start();
	}

	void signal(String signal) {
		Signals.send(signal, this.jvm.pid());
	}

	/** Ends the process, which must succeed. */
	void end() throws IOException, InterruptedException {
		this.jvm.end();
	}

	/**
	 * Returns what the process has written apart from its journal, with the stacks of its
	 * threads at the end.
	 */
	String output() {
		if (this.jvm.isAlive()) {
			signal("QUIT");
			await().atMost(DUMP_LIMIT).until(() -> this.jvm.lines().stream().anyMatch(END_OF_DUMP::equals));
		}
		return String.join("\n", this.jvm.lines());
	}

	@Override
	public void close() {
		this.jvm.close();
	}

}
