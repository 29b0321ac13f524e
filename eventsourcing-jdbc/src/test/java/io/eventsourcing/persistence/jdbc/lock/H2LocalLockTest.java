package io.eventsourcing.persistence.jdbc.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.TransactionGuard;
import io.eventsourcing.persistence.recorder.Append;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** That nobody depends on the row that is locked, which H2 may give to two. */
class H2LocalLockTest {

	private static final Duration SHORT = Duration.ofMillis(50);

	private TestStore store;

	private JdbcRecorder impatient;

	private H2LocalLock lock;

	@BeforeEach
	void open() throws SQLException {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		this.store = new TestStore(database);
		this.impatient = this.store.builder(this.store.dataSource()).lockTimeout(SHORT).build();
		try (Connection connection = this.store.dataSource().getConnection()) {
			this.lock = H2LocalLock.of(connection, new SchemaName(this.store.schema()));
		}
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void whoeverHasItKeepsOthersFromAppending() throws SQLException {
		TransactionGuard guard = this.lock.enter(SHORT);
		assertThatExceptionOfType(AppendLockTimeoutException.class)
			.isThrownBy(() -> this.impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
		guard.close();
		assertThat(this.impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)))).isPositive();
	}

	@Test
	void aSaveGivesItBack() throws SQLException {
		this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		assertFree();
	}

	@Test
	void aSaveThatFailsGivesItBack() throws SQLException {
		UUID fido = UUID.randomUUID();
		this.store.recorder().insertEvents(Append.of(events(fido, 1, 1)));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.store.recorder().insertEvents(Append.of(events(fido, 1, 1))));
		assertFree();
	}

	@Test
	void theTransactionOfACallerKeepsItToItsCommit() throws SQLException {
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			assertTaken();
		});
		assertFree();
	}

	@Test
	void theTransactionOfACallerKeepsItToItsRollback() throws SQLException {
		this.store.transaction().executeWithoutResult((status) -> {
			Object savepoint = status.createSavepoint();
			this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			status.rollbackToSavepoint(savepoint);
			assertTaken();
			status.setRollbackOnly();
		});
		assertFree();
	}

	@Test
	void aTransactionAfterTheCommitFindsItFree() throws SQLException {
		TransactionTemplate another = this.store.transaction();
		another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.store.transaction().executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					another.executeWithoutResult((inner) -> H2LocalLockTest.this.impatient
						.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
				}

			});
			this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		});
		assertThat(this.store.recorder().maxNotificationId()).isEqualTo(2);
		assertFree();
	}

	@Test
	void aSaveThatJoinsAnEndedTransactionGivesItBack() throws SQLException {
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			afterCommit(() -> this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
		});
		assertFree();
	}

	@Test
	void itIsFreeAlsoWhereAnotherSynchronizationFails() throws SQLException {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.store.transaction().executeWithoutResult((status) -> {
				afterCommit(() -> {
					throw new IllegalStateException();
				});
				this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			}));
		assertFree();
	}

	/** Comes before what is registered later. */
	private static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public int getOrder() {
				return Ordered.HIGHEST_PRECEDENCE;
			}

			@Override
			public void afterCommit() {
				action.run();
			}

		});
	}

	@Test
	void anInterruptIsKeptForTheEnd() throws SQLException {
		TransactionGuard guard = this.lock.enter(SHORT);
		Thread saver = Thread.currentThread();
		CompletableFuture<Void> helper = CompletableFuture.runAsync(() -> {
			while (saver.getState() != Thread.State.TIMED_WAITING) {
				Thread.onSpinWait();
			}
			saver.interrupt();
			guard.close();
		});
		long id = this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(id).isPositive();
		helper.join();
		assertFree();
	}

	@Test
	void otherSchemasHaveTheirOwn() throws SQLException {
		try (HikariDataSource pool = TestStore.pool(this.store.dataSource(), true);
				Connection connection = pool.getConnection()) {
			assertThat(H2LocalLock.of(connection, new SchemaName("other"))).isNotSameAs(this.lock);
			assertThat(H2LocalLock.of(connection, new SchemaName(this.store.schema()))).isSameAs(this.lock);
		}
	}

	private void assertTaken() {
		assertThatExceptionOfType(AppendLockTimeoutException.class).isThrownBy(() -> this.lock.enter(SHORT));
	}

	private void assertFree() {
		this.lock.enter(SHORT).close();
	}

}
