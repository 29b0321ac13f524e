package io.eventsourcing.persistence.jdbc.sql;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** No event is stored in a gap of ids when the sequence is behind. */
abstract class NotificationIdsContract {

	private static final Pattern STATEMENT = Pattern
		.compile("Set the sequence notification_ids to the largest id that is in use: (.*)\\. The database says");

	private TestStore store;

	private List<Notification> before;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	/** Stores the ids 1 and 2, leaves a gap from 3 to 6, and stores the ids 7 and 8. */
	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		save(2);
		this.store.transaction().executeWithoutResult((status) -> {
			save(4);
			status.setRollbackOnly();
		});
		save(2);
		this.before = log(this.store.recorder());
		assertThat(this.before).extracting(Notification::id).containsExactly(1L, 2L, 7L, 8L);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	final TestStore store() {
		return this.store;
	}

	private void save(int events) {
		this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, events)));
	}

	final void restartIds(long id) {
		this.store.jdbc()
			.execute("alter sequence \"%s\".notification_ids restart with %d".formatted(this.store.schema(), id));
	}

	@Test
	void refusedSavesDoNotMoveTheSequenceIntoAGap() {
		restartIds(1);
		JdbcRecorder recorder = this.store.recorder();
		assertIdsInUse(recorder);
		assertNothingIsStoredUntilItIsMended(recorder);
	}

	@Test
	void refusedSavesInTransactionsDoNotMoveTheSequenceIntoAGap() {
		restartIds(2);
		this.store.transaction().executeWithoutResult((status) -> {
			assertIdsInUse(this.store.recorder());
			status.setRollbackOnly();
		});
		assertNothingIsStoredUntilItIsMended(this.store.recorder());
	}

	@Test
	void theFirstSaveOfARecorderDoesNotFallIntoAGap() {
		restartIds(3);
		assertNothingIsStoredUntilItIsMended(newRecorder());
	}

	/** That the sequence was set back is seen only from the id that it has drawn. */
	@Test
	void onlyTheFirstSaveCanFallIntoAGapThatTheSequenceWasSetBackTo() {
		restartIds(3);
		save(1);
		this.before = log(this.store.recorder());
		assertThat(this.before).hasSize(5);
		assertNothingIsStoredUntilItIsMended(this.store.recorder());
	}

	final void assertNothingIsStoredUntilItIsMended(JdbcRecorder recorder) {
		for (int i = 0; i < 10; i++) {
			assertIdsInUse(recorder);
			this.store.transaction().executeWithoutResult((status) -> {
				assertIdsInUse(recorder);
				status.setRollbackOnly();
			});
		}
		assertThat(log(recorder)).isEqualTo(this.before);
		this.store.jdbc().execute(statementOf(assertIdsInUse(recorder)));
		recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		assertThat(log(recorder)).extracting(Notification::id).endsWith(8L, 9L);
	}

	private static StoreNotWritableException assertIdsInUse(JdbcRecorder recorder) {
		StoreNotWritableException refusal = catchThrowableOfType(StoreNotWritableException.class,
				() -> recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
		assertThat(refusal).hasMessageContaining("the next notification ids are already in use")
			.hasMessageContaining("nothing was saved");
		return refusal;
	}

	private static String statementOf(StoreNotWritableException refusal) {
		Matcher matcher = STATEMENT.matcher(refusal.getMessage());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	final JdbcRecorder newRecorder() {
		return this.store.builder(this.store.dataSource()).notifications(false).build();
	}

}
