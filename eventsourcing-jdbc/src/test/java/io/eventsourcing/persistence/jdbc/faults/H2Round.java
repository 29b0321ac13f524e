package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.faults.InstanceProgram.Command;

/** A process with an H2 file, which only one process at a time can use. */
final class H2Round implements FaultRound {

	private static final int WRITERS = 6;

	private final Scenario scenario;

	private final InstanceProcess process;

	private final FaultSite site;

	H2Round(Path directory, Random random) {
		Target target = new Target("jdbc:h2:file:" + directory.resolve(UUID.randomUUID().toString()), "sa");
		this.scenario = new Scenario(target);
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
				new Fault("HEAP_FILLED", () -> this.process.obey(Command.FILL_HEAP)),
				new Fault("STACK_FILLED", () -> this.process.obey(Command.RECURSE)),
				new Fault("DATABASE_CLOSED", () -> this.process.obey(Command.SHUT_DOWN)),
				new Fault("THREADS_INTERRUPTED", () -> this.process.obey(Command.INTERRUPT)));
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
