package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

import io.eventsourcing.persistence.jdbc.faults.InstanceProgram.Command;
import io.eventsourcing.persistence.jdbc.faults.history.History;
import io.eventsourcing.persistence.jdbc.faults.history.HistoryChecker;
import io.eventsourcing.persistence.jdbc.faults.history.LogEntry;
import io.eventsourcing.persistence.jdbc.faults.history.StoredLog;
import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;
import io.eventsourcing.persistence.jdbc.faults.history.Violations;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * A store with its instances, which faults hit, and the history of it. Begins with an
 * empty store; ends with {@link #check()}.
 */
final class Scenario implements AutoCloseable {

	/** The time within which saves and followers must have recovered from a fault. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** How many saves an instance has to store after a fault. */
	private static final int PROGRESS = 10;

	private final History history = new History();

	private final Violations violations = new Violations();

	private final String schema = "faults " + UUID.randomUUID();

	private final Target direct;

	private final Target target;

	private final Leaks leaks;

	private final List<Instance> instances = new ArrayList<>();

	private final List<InstanceProcess> processes = new ArrayList<>();

	private final Set<String> followers = new LinkedHashSet<>();

	/**
	 * @param direct the database
	 * @param target the database as instances reach it
	 */
	Scenario(Target direct, Target target) {
		this.direct = direct;
		this.target = target;
		this.leaks = new Leaks(direct);
	}

	Scenario(Target target) {
		this(target, target);
	}

	History history() {
		return this.history;
	}

	/** Returns an instance in this JVM. */
	Instance instance(String name) {
		Instance instance = new Instance(this.target.dataSource(), this.schema, name, this.history.journal(name));
		this.instances.add(instance);
		return instance;
	}

	/** Returns a saver that writes to the history. */
	Saver saver(Instance instance, String name) {
		return new Saver(instance.recorder(), this.history.journal(name));
	}

	void follow(Instance instance, String follower) {
		this.history.follower(follower);
		this.followers.add(follower);
		instance.follow(follower, 0);
	}

	/** Starts an instance in a JVM of its own. */
	InstanceProcess process(String name, int writers, String... followerNames) {
		this.followers.addAll(List.of(followerNames));
		InstanceProcess process = new InstanceProcess(this.target, this.schema, name, writers, this.history,
				List.of(followerNames));
		this.processes.add(process);
		return process;
	}

	/** Returns the database, past all faults of the network. */
	Target direct() {
		return this.direct;
	}

	List<InstanceProcess> processes() {
		return this.processes;
	}

	/** Returns when each process has stored some more saves; fails if one cannot. */
	void awaitSaves(String after) {
		for (InstanceProcess process : this.processes) {
			long before = process.stored();
			if (!awaitOrStall(process.name() + " after: " + after, process::stored, before + PROGRESS)) {
				System.err.println(process.output());
			}
		}
		this.violations.throwIfAny();
	}

	private boolean awaitOrStall(String what, LongSupplier value, long expected) {
		try {
			await().atMost(PATIENCE).until(() -> value.getAsLong() >= expected);
			return true;
		}
		catch (ConditionTimeoutException ex) {
			this.violations.add(Kind.STALLED, "%s: %d instead of %d", what, value.getAsLong(), expected);
			return false;
		}
	}

	Violations violations() {
		return this.violations;
	}

	/**
	 * Lets the saves and the followers come to an end, and fails if the history has a
	 * violation.
	 * @return the log
	 */
	List<LogEntry> check() throws IOException, InterruptedException {
		for (InstanceProcess process : this.processes) {
			process.obey(Command.STOP);
		}
		this.instances.forEach(Instance::stopWriting);
		for (String follower : this.followers) {
			awaitOrStall(follower, () -> this.history.position(follower), this.history.lastId());
		}
		for (InstanceProcess process : this.processes) {
			process.end();
		}
		this.instances.forEach(Instance::close);
		this.leaks.check(this.violations);
		List<LogEntry> log = StoredLog.read(this.direct.dataSource(), this.schema);
		HistoryChecker.check(this.history, log, this.violations);
		this.violations.throwIfAny();
		return log;
	}

	@Override
	public void close() {
		this.processes.forEach(InstanceProcess::close);
		this.instances.forEach(Instance::close);
	}

}
