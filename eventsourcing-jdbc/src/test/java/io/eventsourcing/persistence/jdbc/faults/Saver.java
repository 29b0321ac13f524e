package io.eventsourcing.persistence.jdbc.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.WayToSave;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.jdbc.faults.history.EventKey;
import io.eventsourcing.persistence.jdbc.faults.history.Journal;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static io.eventsourcing.persistence.Events.marked;

/**
 * Saves events and keeps a journal. Half of the unknown outcomes are resolved by the
 * documented handler, which saves again. The others are resolved by asking
 * {@code contains} first, which also tests that its answer is final. Thread-safe.
 */
final class Saver {

	private static final int PAUSE_NANOS = 20_000_000;

	private final ApplicationRecorder recorder;

	private final Journal journal;

	private volatile boolean stopped;

	Saver(ApplicationRecorder recorder, Journal journal) {
		this.recorder = recorder;
		this.journal = journal;
	}

	/**
	 * Saves the events under a name, in one of the ways.
	 * @return whether they are stored, as far as the store knows
	 */
	boolean save(String name, List<StoredEvent> events, WayToSave way, Random random) {
		List<StoredEvent> marked = marked(events, name);
		this.journal.begun(name, EventKey.of(marked));
		try {
			long id = way.save(this.recorder, marked, random);
			return report(name, id);
		}
		catch (SaveOutcomeUnknownException ex) {
			this.journal.unknown(name, reason(ex.getCause()));
			return resolve(name, marked);
		}
		catch (RuntimeException ex) {
			this.journal.failed(name, reason(ex));
			return false;
		}
		catch (Error ex) {
			this.journal.unknown(name, reason(ex));
			throw ex;
		}
	}

	boolean save(String name, List<StoredEvent> events) {
		return save(name, events, WayToSave.plain(), new Random(0));
	}

	private boolean report(String name, long id) {
		if (id > 0) {
			this.journal.stored(name, id);
		}
		else {
			this.journal.failed(name, "rolledBack");
		}
		return id > 0;
	}

	/** Calls the handler until it has an answer. */
	private boolean resolve(String name, List<StoredEvent> events) {
		while (!this.stopped) {
			try {
				return (name.hashCode() % 2 == 0) ? saveAgain(name, events) : askFirst(name, events);
			}
			catch (RuntimeException ex) {
				this.journal.unknown(name, "stillUnknown:" + reason(ex));
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
		return false;
	}

	/** The handler that the documentation recommends. */
	private boolean saveAgain(String name, List<StoredEvent> events) {
		try {
			return report(name, this.recorder.insertEvents(Append.of(events)));
		}
		catch (RecordConflictException ex) {
			if (Events.areStored(this.recorder, events)) {
				this.journal.contained(name);
				return true;
			}
			this.journal.failed(name, reason(ex));
			return false;
		}
	}

	/**
	 * Throws an exception if the outcome is still unknown.
	 * @return whether the events are stored
	 */
	private boolean askFirst(String name, List<StoredEvent> events) {
		if (Events.areStored(this.recorder, events)) {
			this.journal.contained(name);
			return true;
		}
		this.journal.notContained(name);
		try {
			return report(name, this.recorder.insertEvents(Append.of(events)));
		}
		catch (SaveOutcomeUnknownException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			this.journal.failed(name, reason(ex));
			return false;
		}
	}

	private static String reason(Throwable failure) {
		return failure.getClass().getSimpleName();
	}

	/** Makes threads give up that still wait for the outcome of a save. */
	void stop() {
		this.stopped = true;
	}

}
