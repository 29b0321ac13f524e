package io.eventsourcing.persistence.jdbc.transaction;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import io.eventsourcing.persistence.jdbc.LogRecords;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventRange;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is said of transactions that save, and when. */
class CallerTransactionTest {

	private final LogRecords log = LogRecords.of("io.eventsourcing.persistence.jdbc", Level.ALL);

	private final TestStore store = new TestStore(database());

	private static JdbcDataSource database() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	@AfterEach
	void close() {
		this.store.close();
		this.log.close();
	}

	@Test
	void oneThatHeldTheLockForLongIsWarnedOf() {
		TransactionTemplate transaction = this.store.transaction();
		transaction.setName("io.eventsourcing.Kennel.close");
		transaction.executeWithoutResult((status) -> {
			saveInATransaction();
			long end = System.nanoTime() + Duration.ofMillis(1050).toNanos();
			await().until(() -> System.nanoTime() > end);
			saveInATransaction();
		});
		assertThat(this.log.messages(Level.WARNING)).singleElement()
			.asString()
			.contains("'io.eventsourcing.Kennel.close'", "save last");
	}

	@Test
	void aShortOneIsNotWarnedOf() {
		saveInATransaction();
		assertThat(this.log.messages(Level.WARNING)).isEmpty();
	}

	@Test
	void listenersAreCalledOnceAfterTheCommit() {
		AtomicInteger calls = new AtomicInteger();
		this.store.recorder().onAppend(calls::incrementAndGet);
		this.store.transaction().executeWithoutResult((status) -> {
			saveInATransaction();
			saveInATransaction();
			assertThat(calls).hasValue(0);
		});
		assertThat(calls).hasValue(1);
	}

	@Test
	void savesAndLoadsAreLoggedForThoseWhoLookForThem() {
		UUID fido = UUID.randomUUID();
		this.store.recorder().insertEvents(Append.of(events(fido, 1, 2)));
		this.store.recorder().selectEvents(fido, EventRange.all(), (event) -> {
		});
		assertThat(this.log.messages(Level.FINE)).hasSize(2)
			.allSatisfy((message) -> assertThat(message).contains(fido.toString()));
	}

	private void saveInATransaction() {
		this.store.transaction()
			.executeWithoutResult(
					(status) -> this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
	}

}
