package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The answer of {@link JdbcRecorder#contains} is certain. */
abstract class SaveOutcomesContract {

	private final List<StoredEvent> events = events(UUID.randomUUID(), 1, 2);

	private TestStore store;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	/** Returns when something waits for the append lock of the store. */
	abstract void awaitWaiting(TestStore store, Thread waiting);

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	final TestStore store() {
		return this.store;
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRANSACTION_READ_UNCOMMITTED", "TRANSACTION_READ_COMMITTED",
			"TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE" })
	void aSaveThatEndsDuringTheWaitIsFoundAtEachIsolationLevel(String level) throws Exception {
		HikariConfig config = new HikariConfig();
		config.setDataSource(database());
		config.setMaximumPoolSize(2);
		config.setTransactionIsolation(level);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			assertFindsASaveThatEndsDuringTheWait(pool);
		}
	}

	final void assertFindsASaveThatEndsDuringTheWait(DataSource source) throws Exception {
		JdbcRecorder other = this.store.builder(source).notifications(false).build();
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		Thread asking = new Thread(() -> answer.complete(Events.areStored(other, this.events)));
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(this.events));
			asking.start();
			awaitWaiting(this.store, asking);
		});
		assertThat(answer.get(1, TimeUnit.MINUTES)).isTrue();
		assertThat(Events.areStored(other, events(this.events.get(0).originatorId(), 1, 3))).isFalse();
	}

	@Test
	void aSaveThatDoesNotEndLeavesTheOutcomeUnknown() {
		JdbcRecorder impatient = this.store.builder(this.store.dataSource())
			.notifications(false)
			.lockTimeout(Duration.ofMillis(50))
			.build();
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(this.events));
			assertThatExceptionOfType(SaveOutcomeUnknownException.class)
				.isThrownBy(() -> elsewhere(() -> Events.areStored(impatient, this.events)))
				.withMessageContaining("not known yet")
				.withMessageContaining("has not released the append lock within 50 ms")
				.withMessageNotContaining("nothing was saved");
		});
		assertThat(Events.areStored(impatient, this.events)).isTrue();
	}

}
