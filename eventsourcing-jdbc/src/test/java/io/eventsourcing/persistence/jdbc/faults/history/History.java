package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.eventsourcing.persistence.jdbc.faults.history.SaveRecord.Outcome;

/**
 * All that the processes of a test have done and seen, from their journals. Thread-safe.
 */
public final class History {

	private final Map<String, SaveRecord> saves = new LinkedHashMap<>();

	private final Map<String, List<LogEntry>> followers = new LinkedHashMap<>();

	private final Map<String, Long> storedByProcess = new TreeMap<>();

	private final Map<String, Long> counts = new TreeMap<>();

	private long lastId;

	/** Returns the journal of a process. */
	public Journal journal(String process) {
		return new ProcessJournal(process);
	}

	/** Registers a follower, which may see nothing. */
	public synchronized void follower(String name) {
		this.followers.computeIfAbsent(name, (key) -> new ArrayList<>());
	}

	/**
	 * Returns the id of the last event that the follower has seen, 0 if there is none.
	 */
	public synchronized long position(String follower) {
		List<LogEntry> seen = this.followers.getOrDefault(follower, List.of());
		return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).id();
	}

	/** Returns the largest id that was reported or seen. */
	public synchronized long lastId() {
		return this.lastId;
	}

	/** Returns how many saves of the process were reported as stored. */
	public synchronized long stored(String process) {
		return this.storedByProcess.getOrDefault(process, 0L);
	}

	/** Returns how often what was reported: "stored", "contained", or an exception. */
	public synchronized Map<String, Long> counts() {
		return new TreeMap<>(this.counts);
	}

	/** Returns how often something was reported. */
	public synchronized long count(String report) {
		return this.counts.getOrDefault(report, 0L);
	}

	synchronized Collection<SaveRecord> saves() {
		return List.copyOf(this.saves.values());
	}

	synchronized Map<String, List<LogEntry>> followers() {
		Map<String, List<LogEntry>> copy = new LinkedHashMap<>();
		this.followers.forEach((name, seen) -> copy.put(name, List.copyOf(seen)));
		return copy;
	}

	private void count(String report, long number) {
		this.counts.merge(report, number, Long::sum);
	}

	private final class ProcessJournal implements Journal {

		private final String process;

		/** The largest id that the process knows of. */
		private long known;

		ProcessJournal(String process) {
			this.process = process;
		}

		@Override
		public void begun(String save, List<EventKey> events) {
			synchronized (History.this) {
				if (History.this.saves.put(save, new SaveRecord(save, events, this.known)) != null) {
					throw new IllegalArgumentException("Two saves are called " + save);
				}
				count("begun", 1);
			}
		}

		@Override
		public void stored(String save, long firstId) {
			synchronized (History.this) {
				History.this.saves.get(save).stored(firstId);
				know(firstId + History.this.saves.get(save).events().size() - 1);
				progress("stored");
			}
		}

		@Override
		public void failed(String save, String reason) {
			synchronized (History.this) {
				History.this.saves.get(save).outcome(Outcome.FAILED);
				count(reason, 1);
			}
		}

		@Override
		public void unknown(String save, String reason) {
			synchronized (History.this) {
				History.this.saves.get(save).outcome(Outcome.UNKNOWN);
				count("unknown: " + reason, 1);
			}
		}

		@Override
		public void contained(String save) {
			synchronized (History.this) {
				History.this.saves.get(save).outcome(Outcome.CONTAINED);
				progress("contained");
			}
		}

		@Override
		public void notContained(String save) {
			synchronized (History.this) {
				History.this.saves.get(save).deny();
				count("not contained", 1);
			}
		}

		@Override
		public void seen(String follower, LogEntry entry) {
			synchronized (History.this) {
				follower(follower);
				History.this.followers.get(follower).add(entry);
				know(entry.id());
				count("seen", 1);
			}
		}

		private void know(long id) {
			this.known = Math.max(this.known, id);
			History.this.lastId = Math.max(History.this.lastId, id);
		}

		private void progress(String report) {
			History.this.storedByProcess.merge(this.process, 1L, Long::sum);
			count(report, 1);
		}

	}

}
