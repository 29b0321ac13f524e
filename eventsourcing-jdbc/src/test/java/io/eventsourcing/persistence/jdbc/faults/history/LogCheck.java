package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;

/** What is true of every log: the versions of each aggregate rise from 1 without gaps. */
final class LogCheck {

	private LogCheck() {
	}

	static void check(List<LogEntry> log, Violations violations) {
		Map<UUID, Long> versions = new HashMap<>();
		for (LogEntry entry : log) {
			long version = entry.event().version();
			long last = versions.getOrDefault(entry.event().aggregate(), 0L);
			if (version > last + 1) {
				violations.add(Kind.VERSION_GAP, "%s follows version %d", entry, last);
			}
			if (version <= last) {
				violations.add(Kind.DOUBLED, "%s comes after version %d", entry, last);
			}
			versions.put(entry.event().aggregate(), Math.max(version, last));
		}
	}

}
