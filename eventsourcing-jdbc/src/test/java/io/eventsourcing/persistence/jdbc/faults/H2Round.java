package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.faults.InstanceProgram.Command;
import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;

/** A process with an H2 file, which only one process at a time can use. */
final class H2Round implements FaultRound {

	private static final int WRITERS = 6;

	private final Scenario scenario;

	private final InstanceProcess process;

	private final FaultSite site;

	H2Round(Path directory, Random random) {
		Target target = new Target("jdbc:h2:file:" + directory.resolve(UUID.randomUUID().toString()), "sa");
		this.scenario = new Scenario(target);
		// H2 shows a commit to readers before it has written it
		this.scenario.violations().tolerate(Kind.SEEN_BUT_NOT_STORED);
		this.process = this.scenario.process("a", WRITERS, "s-a", "p-a");
		this.site = new FaultSite(this.scenario, null, null, random);
	}

	@Override
	public Scenario scenario() {
		return this.scenario;
	}

	@Override
	public List<Fault> faults() {
		return List.of(new Fault("PROCESS_KILLED", () -> PostgresFault.PROCESS_KILLED.strike(this.site)),
				new Fault("PROCESS_PAUSED", () -> PostgresFault.PROCESS_PAUSED.strike(this.site)),
				new Fault("PROCESS_RESTARTED", this::restart),
				new Fault("HEAP_FILLED", () -> closeDatabase(Command.FILL_HEAP)),
				new Fault("STACK_FILLED", () -> closeDatabase(Command.RECURSE)),
				new Fault("DATABASE_CLOSED", () -> closeDatabase(Command.SHUT_DOWN)),
				new Fault("THREADS_INTERRUPTED", () -> closeDatabase(Command.INTERRUPT)));
	}

	/**
	 * Lets the process do something after which H2 may have closed the database. The pool
	 * does not recognize its connections as dead then, so the process is restarted.
	 */
	private void closeDatabase(Command command) throws IOException, InterruptedException {
		this.process.obey(command);
		this.process.kill();
		this.process.restart();
	}

	/** The process closes its database properly. */
	private void restart() throws IOException, InterruptedException {
		this.process.obey(Command.STOP);
		this.process.end();
		this.process.restart();
	}

	@Override
	public void close() {
		this.scenario.close();
	}

}
