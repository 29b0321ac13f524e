package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.faults.history.Journal;

/** An instance of an application: a recorder with writers and followers. */
final class Instance implements AutoCloseable {

	/** Short, so that a fault does not last longer than it has to. */
	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(2);

	private static final int ATTEMPTS = 10;

	private final String name;

	private final TestStore store;

	private final JdbcRecorder recorder;

	private final Journal journal;

	private final Writers writers;

	private final List<Following> followers = new ArrayList<>();

	Instance(DataSource database, String schema, String name, Journal journal) {
		this.name = name;
		this.store = new TestStore(database, schema);
		this.recorder = this.store.builder(this.store.dataSource())
			.lockTimeout(LOCK_TIMEOUT)
			.networkTimeout(NETWORK_TIMEOUT)
			.build();
		this.journal = journal;
		this.writers = new Writers(this.recorder, new Saver(this.recorder, journal), this.store.waysToSave(), schema,
				name);
	}

	Instance write(int threads) {
		this.writers.start(threads);
		return this;
	}

	/**
	 * Starts a follower. Its name says how it follows: that of one that subscribes begins
	 * with "s".
	 */
	Instance follow(String name, long position) {
		this.followers.add(name.startsWith("s") ? Following.subscribed(name, position, this.recorder, this.journal)
				: Following.pages(name, position, this.recorder, this.journal));
		return this;
	}

	JdbcRecorder recorder() {
		return this.recorder;
	}

	TestStore store() {
		return this.store;
	}

	void interruptOneWriter(Random random) {
		this.writers.interrupt(random);
	}

	/** Saves again and again in a thread whose stack is nearly full. */
	void saveInDeepRecursion() {
		new DeepRecursion(() -> this.writers.saveOnce(new Random(0))).run();
	}

	/** Closes the files of H2 at once, as H2 does after an error of the file system. */
	void shutDownDatabase() {
		this.store.jdbc().execute("shutdown immediately");
	}

	/** Returns when the last save has ended, and another one has been stored after it. */
	void stopWriting() {
		this.writers.stop();
		Saver saver = new Saver(this.recorder, this.journal);
		for (int i = 1; i <= ATTEMPTS; i++) {
			if (saver.save(this.name + "/last" + i, Events.events(UUID.randomUUID(), 1, 1))) {
				return;
			}
		}
		throw new IllegalStateException(this.name + " cannot save");
	}

	@Override
	public void close() {
		this.followers.forEach(Following::close);
		this.recorder.close();
		this.store.close();
	}

}
