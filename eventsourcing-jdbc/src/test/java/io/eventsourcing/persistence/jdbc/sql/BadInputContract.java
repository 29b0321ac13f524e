package io.eventsourcing.persistence.jdbc.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.PayloadTooLargeException;
import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.util.unit.DataSize;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What nobody can save has a clear answer, and the store works on. */
abstract class BadInputContract {

	/** Has two events. */
	final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	private TestStore store;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	/** The same database as seen by a role that may only read the schema. */
	abstract DataSource readingRole(TestStore store);

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 2)));
	}

	/** The store has lost nothing and takes new events, whatever the test has done. */
	@AfterEach
	void close() {
		this.store.recorder().insertEvents(Append.of(events(this.fido, 3, 4)));
		assertThat(log(this.store.recorder())).hasSize(4);
		this.store.close();
	}

	final TestStore store() {
		return this.store;
	}

	/** Each way to save fails in the same way. */
	final void assertNotWritable(JdbcRecorder recorder, String problem, String fix) {
		for (List<StoredEvent> save : List.of(events(this.rex, 1, 1), events(this.fido, 3, 3),
				events(this.rex, 1, 3))) {
			assertThatExceptionOfType(StoreNotWritableException.class)
				.isThrownBy(() -> recorder.insertEvents(Append.of(save)))
				.withMessageContaining(problem)
				.withMessageContaining("nothing was saved")
				.withMessageContaining(fix)
				.withMessageNotContaining("grammar");
		}
	}

	@Test
	void aMissingTableIsNamedAsTheProblem() {
		rename("stored_events", "hidden");
		assertNotWritable(this.store.recorder(), "tables are missing", "EventSourcingSchema.migrate");
		assertThatExceptionOfType(StoreNotWritableException.class)
			.isThrownBy(() -> this.store.recorder().insertEvents(Append.of(events(this.rex, 1, 1))))
			.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("stored_events"));
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.store.recorder().maxNotificationId())
			.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("stored_events"));
		assertThatExceptionOfType(StoreNotWritableException.class).isThrownBy(() -> this.store.transaction()
			.execute((status) -> this.store.recorder().insertEvents(Append.of(events(this.rex, 1, 1)))));
		rename("hidden", "stored_events");
	}

	private void rename(String table, String name) {
		this.store.jdbc().execute("alter table \"%s\".%s rename to %s".formatted(this.store.schema(), table, name));
	}

	@Test
	void aMissingSchemaIsNamedAsTheProblem() {
		JdbcRecorder lost = JdbcRecorder.builder(this.store.dataSource()).schema("nowhere").build();
		assertNotWritable(lost, "tables are missing", "check the name of the schema");
	}

	@Test
	void aRoleThatMayOnlyReadReads() {
		JdbcRecorder reading = this.store.builder(readingRole(this.store)).notifications(false).build();
		assertNotWritable(reading, "the role lacks a privilege", "Grant it usage");
		assertThat(log(reading)).hasSize(2);
	}

	@Test
	void idsRunOut() {
		restartIds(Long.MAX_VALUE);
		JdbcRecorder recorder = this.store.recorder();
		assertThatExceptionOfType(StoreNotWritableException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(this.rex, 1, 2))))
			.withMessageContaining("no more notification ids")
			.withMessageContaining("Set the sequence");
		assertThat(log(recorder)).hasSize(2);
		assertNotWritable(recorder, "no more notification ids", "Set the sequence");
		restartIds(recorder.maxNotificationId() + 1);
	}

	/** As after a restore without the sequence: that is no conflict of versions. */
	@Test
	void idsThatAreInUseAreNamedAsTheProblem() {
		JdbcRecorder recorder = this.store.recorder();
		for (List<StoredEvent> save : List.of(events(this.rex, 1, 1), events(this.fido, 3, 3),
				events(this.rex, 1, 3))) {
			assertIdsInUse(() -> recorder.insertEvents(Append.of(save)));
			assertIdsInUse(() -> this.store.transaction().execute((status) -> recorder.insertEvents(Append.of(save))));
		}
		restartIds(recorder.maxNotificationId() + 1);
	}

	private void assertIdsInUse(ThrowingCallable save) {
		restartIds(1);
		assertThatExceptionOfType(StoreNotWritableException.class).isThrownBy(save)
			.withMessageContaining("the next notification ids are already in use")
			.withMessageContaining("Set the sequence");
	}

	private void restartIds(long id) {
		this.store.jdbc()
			.execute("alter sequence \"%s\".notification_ids restart with %d".formatted(this.store.schema(), id));
	}

	@Test
	void payloadsHaveALimit() {
		JdbcRecorder strict = this.store.builder(this.store.dataSource()).maxPayloadSize(DataSize.ofBytes(50)).build();
		StoredEvent largest = StoredEvent.builder(this.rex, 1)
			.type("Dog", "Grown")
			.timestamp(Instant.EPOCH)
			.payload(new byte[40])
			.metadata("{\"1\":1234}")
			.build();
		StoredEvent larger = StoredEvent.builder(this.rex, 1)
			.type("Dog", "Grown")
			.timestamp(Instant.EPOCH)
			.payload(new byte[40])
			.metadata("{\"1\":12345}")
			.build();
		assertTooLarge(strict, List.of(event(this.fido, 3), larger));
		this.store.transaction().executeWithoutResult((status) -> {
			assertTooLarge(strict, List.of(larger));
			strict.insertEvents(Append.of(List.of(largest)));
			status.setRollbackOnly();
		});
	}

	private void assertTooLarge(JdbcRecorder strict, List<StoredEvent> events) {
		assertThatExceptionOfType(PayloadTooLargeException.class)
			.isThrownBy(() -> strict.insertEvents(Append.of(events)))
			.withMessageContaining("Grown")
			.withMessageContaining(this.rex.toString())
			.withMessageContaining("51")
			.withMessageContaining("50");
	}

}
