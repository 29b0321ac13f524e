package io.eventsourcing.persistence.jdbc.faults.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the checker finds each violation: it is given histories that contain them.
 */
class HistoryCheckerTest {

	private static final UUID FIDO = UUID.randomUUID();

	private static final UUID REX = UUID.randomUUID();

	private final History history = new History();

	private final Journal journal = this.history.journal("a");

	private final List<LogEntry> log = new ArrayList<>();

	/** A save of fido's versions, in the journal and in the log. */
	private void save(String name, long id, long... versions) {
		begin(name, versions);
		store(name, id, versions);
		this.journal.stored(name, id);
	}

	private void begin(String name, long... versions) {
		List<EventKey> events = new ArrayList<>();
		for (long version : versions) {
			events.add(new EventKey(FIDO, version));
		}
		this.journal.begun(name, events);
	}

	private void store(String name, long id, long... versions) {
		long next = id;
		for (long version : versions) {
			this.log.add(new LogEntry(next++, new EventKey(FIDO, version), name));
		}
	}

	/** A follower that has seen the entries of the log at the indexes. */
	private void see(int... indexes) {
		this.history.follower("f");
		for (int index : indexes) {
			this.journal.seen("f", this.log.get(index));
		}
	}

	private void assertFound(Kind... kinds) {
		Violations violations = new Violations();
		HistoryChecker.check(this.history, this.log, violations);
		assertThat(violations.kinds()).as(violations::toString).containsExactlyInAnyOrder(kinds);
	}

	@Test
	void aGoodHistory() {
		save("1", 1, 1, 2);
		begin("2", 3);
		this.journal.failed("2", "RecordConflictException");
		begin("3", 3);
		this.journal.unknown("3", "lost");
		this.journal.notContained("3");
		store("3", 7, 3);
		this.journal.stored("3", 7);
		begin("4", 4);
		this.journal.unknown("4", "lost");
		store("4", 8, 4);
		this.journal.contained("4");
		begin("killed and stored", 5);
		store("killed and stored", 9, 5);
		begin("killed and not stored", 6);
		see(0, 1, 2, 3, 4);
		assertFound();
	}

	@Test
	void anAcknowledgedSaveIsLost() {
		save("1", 1, 1);
		begin("2", 2);
		this.journal.stored("2", 2);
		assertFound(Kind.LOST);
	}

	@Test
	void aSaveThatWasFoundIsLost() {
		begin("1", 1);
		this.journal.unknown("1", "lost");
		this.journal.contained("1");
		assertFound(Kind.LOST);
	}

	@Test
	void aSaveIsStoredTwice() {
		save("1", 1, 1);
		store("1", 2, 1);
		assertFound(Kind.DOUBLED);
	}

	@Test
	void aVersionIsStoredTwice() {
		save("1", 1, 1);
		save("2", 2, 1);
		assertFound(Kind.DOUBLED);
	}

	@Test
	void aSaveIsTorn() {
		begin("1", 1, 2);
		store("1", 1, 1);
		assertFound(Kind.TORN);
	}

	@Test
	void aFailedSaveIsStored() {
		begin("1", 1);
		this.journal.failed("1", "RecordConflictException");
		store("1", 1, 1);
		assertFound(Kind.STORED_THOUGH_FAILED);
	}

	@Test
	void aSaveThatWasDeniedIsStored() {
		begin("1", 1);
		this.journal.unknown("1", "lost");
		this.journal.notContained("1");
		this.journal.failed("1", "RecordConflictException");
		store("1", 1, 1);
		assertFound(Kind.WRONGLY_DENIED);
	}

	@Test
	void aSaveHasAnotherId() {
		begin("1", 1);
		this.journal.stored("1", 1);
		store("1", 2, 1);
		assertFound(Kind.WRONG_ID);
	}

	@Test
	void anEventIsStoredThatNobodyHasSaved() {
		store("1", 1, 1);
		assertFound(Kind.UNEXPECTED);
	}

	@Test
	void aVersionIsMissing() {
		save("1", 1, 1);
		save("2", 2, 3);
		assertFound(Kind.VERSION_GAP);
	}

	@Test
	void anAggregateDoesNotBeginAtOne() {
		save("1", 1, 2);
		assertFound(Kind.VERSION_GAP);
	}

	@Test
	void theIdsOfASaveHaveAGap() {
		begin("1", 1, 2);
		store("1", 1, 1);
		store("1", 3, 2);
		this.journal.stored("1", 1);
		assertFound(Kind.NOT_CONSECUTIVE);
	}

	@Test
	void theEventsOfASaveAreInAnotherOrder() {
		this.journal.begun("1", List.of(new EventKey(FIDO, 1), new EventKey(REX, 1)));
		this.journal.stored("1", 1);
		this.log.add(new LogEntry(1, new EventKey(REX, 1), "1"));
		this.log.add(new LogEntry(2, new EventKey(FIDO, 1), "1"));
		assertFound(Kind.NOT_CONSECUTIVE);
	}

	@Test
	void anIdIsBelowOneThatWasReportedBefore() {
		this.journal.begun("1", List.of(new EventKey(REX, 1)));
		this.journal.stored("1", 5);
		save("2", 4, 1);
		this.log.add(new LogEntry(5, new EventKey(REX, 1), "1"));
		assertFound(Kind.LATE_ID);
	}

	@Test
	void anIdAppearsBelowThePositionOfAFollower() {
		save("1", 2, 1);
		see(0);
		this.journal.begun("2", List.of(new EventKey(REX, 1)));
		this.journal.stored("2", 1);
		this.log.add(0, new LogEntry(1, new EventKey(REX, 1), "2"));
		assertFound(Kind.LATE_ID, Kind.MISSED);
	}

	@Test
	void aFollowerMissesAnEvent() {
		save("1", 1, 1, 2, 3);
		see(0, 2);
		assertFound(Kind.MISSED);
	}

	@Test
	void aFollowerMissesTheEndOfTheLog() {
		save("1", 1, 1, 2);
		see(0);
		assertFound(Kind.MISSED);
	}

	@Test
	void aFollowerMissesEverything() {
		save("1", 1, 1);
		see();
		assertFound(Kind.MISSED);
	}

	@Test
	void aFollowerSeesAnEventTwice() {
		save("1", 1, 1, 2);
		see(0, 1, 1);
		assertFound(Kind.SEEN_TWICE);
	}

	@Test
	void aFollowerSeesEventsInAnotherOrder() {
		save("1", 1, 1, 2);
		see(1, 0);
		assertFound(Kind.SEEN_OUT_OF_ORDER);
	}

	@Test
	void aFollowerSeesAnEventThatIsNotStored() {
		save("1", 1, 1);
		see(0);
		this.journal.seen("f", new LogEntry(2, new EventKey(FIDO, 2), "2"));
		assertFound(Kind.SEEN_BUT_NOT_STORED);
	}

	@Test
	void violationsFailATest() {
		Violations violations = new Violations();
		violations.throwIfAny();
		violations.add(Kind.STALLED, "for %d s", 20);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(violations::throwIfAny)
			.withMessage("1 violations\nSTALLED: for 20 s");
	}

	@Test
	void toleratedViolationsAreCounted() {
		Violations violations = new Violations();
		violations.tolerate(Kind.STALLED);
		violations.add(Kind.STALLED, "tolerated");
		violations.throwIfAny();
		assertThat(violations.tolerated()).isOne();
		violations.add(Kind.LOST, "not tolerated");
		assertThat(violations.kinds()).containsExactly(Kind.LOST);
	}

	@Test
	void linesOfAnotherProcessMakeTheSameHistory() {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		Journal lines = new JournalLines(output);
		lines.begun("1", List.of(new EventKey(FIDO, 1), new EventKey(REX, 1)));
		lines.stored("1", 1);
		lines.begun("2", List.of(new EventKey(FIDO, 2)));
		lines.unknown("2", "lost");
		lines.notContained("2");
		lines.failed("2", "RecordConflictException");
		lines.begun("3", List.of(new EventKey(FIDO, 2)));
		lines.contained("3");
		lines.seen("f", new LogEntry(2, new EventKey(REX, 1), "1"));
		String text = output.toString(StandardCharsets.US_ASCII) + "not an entry\nstored 2 1";
		text.lines().forEach((line) -> JournalLines.replay(line, this.journal));
		this.log.add(new LogEntry(1, new EventKey(FIDO, 1), "1"));
		this.log.add(new LogEntry(2, new EventKey(REX, 1), "1"));
		store("2", 3, 2);
		assertFound(Kind.WRONGLY_DENIED, Kind.LOST, Kind.MISSED);
		assertThat(this.history.position("f")).isEqualTo(2);
	}

}
