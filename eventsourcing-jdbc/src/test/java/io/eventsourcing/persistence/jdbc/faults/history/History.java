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

	private final Map<String, Map<String, Long>> counts = new TreeMap<>();

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

	/** Returns how often what was reported: "stored", "contained", or an exception. */
	public synchronized Map<String, Long> counts() {
		Map<String, Long> sum = new TreeMap<>();
		this.counts.values().forEach((each) -> each.forEach((report, count) -> sum.merge(report, count, Long::sum)));
		return sum;
	}

	/** Returns how often something was reported to any process. */
	public long count(String report) {
		return counts().getOrDefault(report, 0L);
	}

	/** Returns how often something was reported to the process. */
	public synchronized long count(String process, String report) {
		return this.counts.getOrDefault(process, Map.of()).getOrDefault(report, 0L);
	}

	synchronized Collection<SaveRecord> saves() {
		return List.copyOf(this.saves.values());
	}

	synchronized Map<String, List<LogEntry>> followers() {
		Map<String, List<LogEntry>> copy = new LinkedHashMap<>();
		this.followers.forEach((name, seen) -> copy.put(name, List.copyOf(seen)));
		return copy;
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
				count("begun");
			}
		}

		@Override
		public void stored(String save, long firstId) {
			synchronized (History.this) {
				History.this.saves.get(save).stored(firstId);
				know(firstId + History.this.saves.get(save).events().size() - 1);
				count("stored");
			}
		}

		@Override
		public void failed(String save, String reason) {
			synchronized (History.this) {
				History.this.saves.get(save).outcome(Outcome.FAILED);
				count(reason);
			}
		}

		@Override
		public void unknown(String save, String reason) {
			synchronized (History.this) {
				History.this.saves.get(save).outcome(Outcome.UNKNOWN);
				count("unknown: " + reason);
			}
		}

		@Override
		public void contained(String save) {
			synchronized (History.this) {
				History.this.saves.get(save).outcome(Outcome.CONTAINED);
				count("contained");
			}
		}

		@Override
		public void notContained(String save) {
			synchronized (History.this) {
				History.this.saves.get(save).deny();
				count("not contained");
			}
		}

		@Override
		public void seen(String follower, LogEntry entry) {
			synchronized (History.this) {
				follower(follower);
				History.this.followers.get(follower).add(entry);
				know(entry.id());
				count("seen");
			}
		}

		private void know(long id) {
			this.known = Math.max(this.known, id);
			History.this.lastId = Math.max(History.this.lastId, id);
		}

		private void count(String report) {
			History.this.counts.computeIfAbsent(this.process, (key) -> new TreeMap<>()).merge(report, 1L, Long::sum);
		}

	}

}
