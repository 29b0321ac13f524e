package io.eventsourcing.persistence.jdbc.sql;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.LogRecords;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/** What errors say, and what they do not say. */
abstract class ErrorMessagesContract {

	private static final String SECRET = "Hush-4711";

	private final UUID fido = UUID.randomUUID();

	private final LogRecords log = LogRecords.of("io.eventsourcing", Level.ALL);

	private TestStore store;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	/** What the message of a lock timeout says about the holder of the lock. */
	abstract String holder();

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
	}

	@AfterEach
	void close() {
		this.store.close();
		this.log.close();
	}

	final TestStore store() {
		return this.store;
	}

	private StoredEvent secret(String type, long version) {
		return StoredEvent.builder(this.fido, version)
			.type("Dog", type)
			.timestamp(Instant.EPOCH)
			.payload(SECRET.getBytes(StandardCharsets.UTF_8))
			.metadata(SECRET)
			.build();
	}

	private void save(JdbcRecorder recorder, StoredEvent... events) {
		recorder.insertEvents(Append.of(List.of(events)));
	}

	/** In a transaction of the store, and in one of the caller. */
	private void assertThatSavesFail(String reason, StoredEvent... events) {
		assertThatItFails(reason, () -> save(this.store.recorder(), events));
		assertThatItFails(reason,
				() -> this.store.transaction().executeWithoutResult((status) -> save(this.store.recorder(), events)));
	}

	private void assertThatItFails(String reason, ThrowingCallable work) {
		Throwable failure = catchThrowable(work);
		assertThat(failure).isNotNull();
		assertThat(failure.getMessage()).containsIgnoringCase(reason).doesNotContain("[]", "grammar");
		assertNoSecret(text(failure));
		assertNoSecret(this.log.all());
	}

	private static void assertNoSecret(String text) {
		String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));
		assertThat(text).doesNotContain(SECRET).doesNotContainIgnoringCase(hex);
	}

	private static String text(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof SQLException sql) {
				sql.forEach((next) -> text.append(next.toString()));
			}
		}
		return text.toString();
	}

	@Test
	void attributesStandNeitherInErrorsNorInTheLog() {
		save(this.store.recorder(), secret("Registered", 1));
		this.store.refuseType();
		assertThatSavesFail("refused", secret(TestStore.REFUSED_TYPE, 2));
		assertThatSavesFail("refused", secret(TestStore.REFUSED_TYPE, 2), secret("TrickAdded", 3));
		assertThatSavesFail("already", secret("Registered", 1));
		assertThatSavesFail("does not follow", secret("TrickAdded", 3));
		alter("add column age int not null default 1");
		alter("alter column age drop default");
		assertThatSavesFail("age", secret("TrickAdded", 2));
		assertThatSavesFail("age", secret("TrickAdded", 2), secret("TrickAdded", 3));
		alter("drop column age");
		alter("add constraint one_metadata unique (metadata)");
		assertThatSavesFail("one_metadata", secret("TrickAdded", 2));
		assertThatSavesFail("one_metadata", secret("TrickAdded", 2), secret("TrickAdded", 3));
		this.store.jdbc().execute("drop view \"%s\".readable_events".formatted(this.store.schema()));
		alter("alter column event_type set data type varchar(12)");
		assertThatSavesFail("too long", secret("TrickAddedAgain", 2));
	}

	private void alter(String change) {
		this.store.jdbc().execute("alter table \"%s\".stored_events %s".formatted(this.store.schema(), change));
	}

	@Test
	void attributesOfALargeEventAreNotShown() {
		JdbcRecorder strict = this.store.builder(this.store.dataSource()).maxPayloadSize(DataSize.ofBytes(3)).build();
		assertThatItFails("18 bytes", () -> save(strict, secret("Registered", 1)));
	}

	@Test
	void theDatabaseSaysWhyWhateverIsDone() {
		this.store.jdbc().execute("alter table \"%s\".stored_events rename to hidden".formatted(this.store.schema()));
		JdbcRecorder recorder = this.store.recorder();
		assertThatSavesFail("stored_events", secret("Registered", 1));
		for (ThrowingCallable read : List.<ThrowingCallable>of(
				() -> Events.areStored(recorder, events(this.fido, 1, 1)),
				() -> recorder.selectEvents(this.fido, EventRange.all(), (event) -> {
				}), recorder::maxNotificationId,
				() -> this.store.transaction().execute((status) -> recorder.maxNotificationId()))) {
			assertThatItFails("stored_events", read);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLockTimeoutNamesTheHolder(boolean inTransaction) {
		JdbcRecorder impatient = this.store.builder(this.store.dataSource()).lockTimeout(Duration.ofMillis(20)).build();
		this.store.transaction().executeWithoutResult((status) -> {
			save(this.store.recorder(), secret("Registered", 1));
			Throwable failure = elsewhere(() -> catchThrowable(() -> {
				if (inTransaction) {
					this.store.transaction()
						.executeWithoutResult(
								(inner) -> impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
				}
				else {
					impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				}
			}));
			assertThat(failure).isInstanceOf(AppendLockTimeoutException.class)
				.hasMessageContaining("nothing was saved")
				.hasMessageContaining("connection is dead")
				.hasMessageContaining(holder());
		});
	}

	@Test
	void aLockTimeoutOfContainsDoesNotSpeakOfSaving() {
		JdbcRecorder impatient = this.store.builder(this.store.dataSource()).lockTimeout(Duration.ofMillis(20)).build();
		this.store.transaction().executeWithoutResult((status) -> {
			save(this.store.recorder(), secret("Registered", 1));
			assertThat(elsewhere(() -> catchThrowable(() -> Events.areStored(impatient, events(this.fido, 1, 1)))))
				.isInstanceOf(SaveOutcomeUnknownException.class)
				.hasMessageContaining("whether the events are stored")
				.hasMessageContaining(holder())
				.extracting(ErrorMessagesContract::text, STRING)
				.doesNotContain("could not be saved");
		});
	}

}
