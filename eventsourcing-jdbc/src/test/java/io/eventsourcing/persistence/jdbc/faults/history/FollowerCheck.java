package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;

/** Whether a follower has seen each event of the log once, in the order of ids. */
final class FollowerCheck {

	private FollowerCheck() {
	}

	static void check(String follower, List<LogEntry> seen, List<LogEntry> log, Violations violations) {
		Map<Long, LogEntry> stored = new HashMap<>();
		log.forEach((each) -> stored.put(each.id(), each));
		Set<Long> ids = new HashSet<>();
		long last = 0;
		for (LogEntry entry : seen) {
			if (!ids.add(entry.id())) {
				violations.add(Kind.SEEN_TWICE, "%s has seen %s again, after %d", follower, entry, last);
			}
			else if (entry.id() < last) {
				violations.add(Kind.SEEN_OUT_OF_ORDER, "%s has seen %s after %d", follower, entry, last);
			}
			if (!entry.equals(stored.get(entry.id()))) {
				violations.add(Kind.SEEN_BUT_NOT_STORED, "%s has seen %s; stored is %s", follower, entry,
						stored.get(entry.id()));
			}
			last = Math.max(last, entry.id());
		}
		for (LogEntry entry : log) {
			if (!ids.contains(entry.id())) {
				violations.add(Kind.MISSED, "%s has not seen %s and is at %d", follower, entry, last);
			}
		}
	}

}
