package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.jdbc.faults.history.SaveRecord.Outcome;
import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;

/** Whether what was reported about each save is true. */
final class SaveCheck {

	private final Violations violations;

	private SaveCheck(Violations violations) {
		this.violations = violations;
	}

	static void check(Collection<SaveRecord> saves, List<LogEntry> log, Violations violations) {
		Map<String, List<LogEntry>> stored = new HashMap<>(log.stream().collect(Collectors.groupingBy(LogEntry::save)));
		SaveCheck check = new SaveCheck(violations);
		for (SaveRecord save : saves) {
			List<LogEntry> entries = stored.remove(save.name());
			if (entries == null) {
				check.absent(save);
			}
			else {
				check.present(save, entries);
			}
		}
		stored.values()
			.forEach((entries) -> violations.add(Kind.UNEXPECTED, "%s: nobody has saved it", entries.get(0)));
	}

	private void absent(SaveRecord save) {
		if (save.outcome() == Outcome.STORED || save.outcome() == Outcome.CONTAINED) {
			this.violations.add(Kind.LOST, "%s was reported as %s", save, save.outcome());
		}
	}

	private void present(SaveRecord save, List<LogEntry> entries) {
		whole(save, entries);
		long firstId = entries.get(0).id();
		if (save.outcome() == Outcome.FAILED) {
			this.violations.add(save.isDenied() ? Kind.WRONGLY_DENIED : Kind.STORED_THOUGH_FAILED,
					"%s was reported as failed, and is stored from %d on", save, firstId);
		}
		if (save.outcome() == Outcome.STORED && save.firstId() != firstId) {
			this.violations.add(Kind.WRONG_ID, "%s was reported as stored from %d on, and is stored from %d on", save,
					save.firstId(), firstId);
		}
		if (firstId <= save.floor()) {
			this.violations.add(Kind.LATE_ID, "%s is stored from %d on, but began when %d was visible", save, firstId,
					save.floor());
		}
	}

	private void whole(SaveRecord save, List<LogEntry> entries) {
		if (entries.size() > save.events().size()) {
			this.violations.add(Kind.DOUBLED, "%s is stored as %s", save, entries);
			return;
		}
		if (entries.size() < save.events().size()) {
			this.violations.add(Kind.TORN, "%s is stored as %s", save, entries);
			return;
		}
		for (int i = 0; i < entries.size(); i++) {
			LogEntry entry = entries.get(i);
			if (entry.id() != entries.get(0).id() + i || !entry.event().equals(save.events().get(i))) {
				this.violations.add(Kind.NOT_CONSECUTIVE, "%s is stored as %s", save, entries);
				return;
			}
		}
	}

}
