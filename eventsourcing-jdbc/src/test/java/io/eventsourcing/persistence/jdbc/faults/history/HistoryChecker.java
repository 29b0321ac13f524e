package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.List;

/**
 * Compares a history with the log that it has left in the database. All saves must have
 * ended, and all followers must have had the time to reach the end of the log.
 */
public final class HistoryChecker {

	private HistoryChecker() {
	}

	public static void check(History history, List<LogEntry> log, Violations violations) {
		LogCheck.check(log, violations);
		SaveCheck.check(history.saves(), log, violations);
		history.followers().forEach((name, seen) -> FollowerCheck.check(name, seen, log, violations));
	}

}
