package io.eventsourcing.persistence.jdbc.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.VersionGapException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How a {@link JdbcRecorder} takes part in transactions of its callers. */
abstract class RecorderTransactionContract {

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	private TestStore store;

	private JdbcRecorder recorder;

	private TransactionTemplate transaction;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		this.recorder = this.store.recorder();
		this.transaction = this.store.transaction();
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	final TestStore store() {
		return this.store;
	}

	@Test
	void eventsBelongToTheTransaction() {
		this.transaction.executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
			assertThat(stream(this.recorder, this.fido)).hasSize(2);
			assertThat(this.recorder.maxNotificationId()).isPositive();
			assertThat(elsewhere(() -> log(this.recorder))).isEmpty();
		});
		assertThat(log(this.recorder)).hasSize(2);
	}

	@Test
	void eventsGoWithTheTransactionAndTheirIdsAreNotUsedAgain() {
		long lost = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return this.recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
		});
		assertThat(log(this.recorder)).isEmpty();
		assertThat(stream(this.recorder, this.fido)).isEmpty();
		assertThat(this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)))).isGreaterThan(lost + 1);
	}

	@Test
	void nobodyGetsBetweenTwoSavesOfATransaction() {
		CompletableFuture<Long> other = this.transaction.execute((status) -> {
			this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
			CompletableFuture<Long> waiting = CompletableFuture
				.supplyAsync(() -> this.recorder.insertEvents(Append.of(events(this.rex, 1, 1))));
			this.recorder.insertEvents(Append.of(events(this.fido, 2, 3)));
			assertThat(waiting).isNotDone();
			return waiting;
		});
		other.join();
		assertThat(log(this.recorder)).extracting(Notification::event)
			.containsExactly(event(this.fido, 1), event(this.fido, 2), event(this.fido, 3), event(this.rex, 1));
	}

	@Test
	void listenersAreCalledOnceAndAfterTheCommit() {
		List<Long> seen = new ArrayList<>();
		JdbcRecorder silent = this.store.builder(this.store.dataSource()).notifications(false).build();
		silent.onAppend(() -> seen.add(elsewhere(silent::maxNotificationId)));
		this.transaction.executeWithoutResult((status) -> {
			silent.insertEvents(Append.of(events(this.fido, 1, 1)));
			silent.insertEvents(Append.of(events(this.fido, 2, 2)));
			assertThat(seen).isEmpty();
		});
		assertThat(seen).containsExactly(silent.maxNotificationId());
		this.transaction.executeWithoutResult((status) -> {
			silent.insertEvents(Append.of(events(this.fido, 3, 3)));
			status.setRollbackOnly();
		});
		assertThat(seen).hasSize(1);
	}

	@Test
	void actionsRunAfterARollbackOnly() {
		List<String> actions = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> this.recorder
			.insertEvents(Append.of(events(this.fido, 1, 1)).onRollback(() -> actions.add("committed"))));
		this.transaction.executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(this.fido, 2, 2)).onRollback(() -> actions.add("rolled back")));
			status.setRollbackOnly();
			assertThat(actions).isEmpty();
		});
		this.recorder.insertEvents(Append.of(events(this.fido, 2, 2)).onRollback(() -> actions.add("no transaction")));
		assertThat(actions).containsExactly("rolled back");
	}

	@Test
	void actionsRunWhenASavepointTakesTheEventsBack() {
		List<String> actions = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)).onRollback(() -> actions.add("before")));
			Object outer = status.createSavepoint();
			this.recorder.insertEvents(Append.of(events(this.fido, 2, 2)).onRollback(() -> actions.add("within")));
			Object inner = status.createSavepoint();
			status.rollbackToSavepoint(inner);
			assertThat(actions).isEmpty();
			status.rollbackToSavepoint(outer);
			assertThat(actions).containsExactly("within");
			this.recorder.insertEvents(Append.of(events(this.fido, 2, 3)));
		});
		assertThat(actions).containsExactly("within");
		assertThat(stream(this.recorder, this.fido)).isEqualTo(events(this.fido, 1, 3));
	}

	@Test
	void aRefusedSaveDoesNotSpoilTheTransaction() {
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		this.transaction.executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(this.rex, 1, 1)));
			assertThatExceptionOfType(RecordConflictException.class)
				.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 1, 1))));
			assertThatExceptionOfType(RecordConflictException.class)
				.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 1, 2))));
			assertThatExceptionOfType(VersionGapException.class)
				.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 3, 3))));
			this.recorder.insertEvents(Append.of(events(this.fido, 2, 2)));
		});
		assertThat(log(this.recorder)).extracting(Notification::event)
			.containsExactly(event(this.fido, 1), event(this.rex, 1), event(this.fido, 2));
	}

	@Test
	void readOnlyTransactionsMayReadButNotSave() {
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		this.transaction.setReadOnly(true);
		this.transaction.executeWithoutResult((status) -> {
			assertThat(stream(this.recorder, this.fido)).hasSize(1);
			assertThatExceptionOfType(EventSourcingException.class)
				.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 2, 2))))
				.withMessageContaining("read-only transaction")
				.withMessageContaining("readOnly = true");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { TransactionDefinition.ISOLATION_READ_COMMITTED,
			TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE })
	void aConflictIsOneAtEveryIsolationLevel(int isolation) {
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		this.transaction.setIsolationLevel(isolation);
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				assertThat(stream(this.recorder, this.fido)).hasSize(1);
				elsewhere(() -> this.recorder.insertEvents(Append.of(events(this.fido, 2, 2))));
				this.recorder.insertEvents(Append.of(List.of(event(this.rex, 1), event(this.fido, 2))));
			}))
			.satisfies((ex) -> assertThat(ex.originatorId()).isEqualTo(this.fido))
			.satisfies((ex) -> assertThat(ex.originatorVersion()).isEqualTo(2));
		assertThat(log(this.recorder)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(
			ints = { TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE })
	void anOldSnapshotGetsIdsInOrder(int isolation) {
		this.transaction.setIsolationLevel(isolation);
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.recorder.maxNotificationId()).isZero();
			long id = elsewhere(() -> this.recorder.insertEvents(Append.of(events(this.rex, 1, 5))));
			assertThat(this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)))).isEqualTo(id + 5);
		});
	}

	@Test
	void waitingForTheLockEnds() {
		JdbcRecorder impatient = this.store.builder(this.store.dataSource()).lockTimeout(Duration.ofMillis(50)).build();
		this.transaction.executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(() -> impatient.insertEvents(Append.of(events(this.rex, 1, 1)))))
				.withMessageContaining("within 50 ms");
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(() -> impatient.insertEvents(Append.of(events(this.rex, 1, 2)))));
		});
		impatient.insertEvents(Append.of(events(this.rex, 1, 1)));
		assertThat(log(this.recorder)).hasSize(2);
	}

	@Test
	void aTransactionDoesNotWaitForTheLockForEver() {
		JdbcRecorder impatient = this.store.builder(this.store.dataSource()).lockTimeout(Duration.ofMillis(50)).build();
		TransactionTemplate other = this.store.transaction();
		this.transaction.executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(
						() -> other.execute((inner) -> impatient.insertEvents(Append.of(events(this.rex, 1, 1))))))
				.withMessageContaining("within 50 ms");
		});
		other.executeWithoutResult((status) -> impatient.insertEvents(Append.of(events(this.rex, 1, 1))));
		assertThat(log(this.recorder)).hasSize(2);
	}

	@Test
	void aTransactionWhoseTimeIsUpReadsAndSavesNothingMore() {
		this.transaction.setTimeout(60);
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
				assertThat(log(this.recorder)).hasSize(1);
				((ConnectionHolder) TransactionSynchronizationManager.getResource(this.store.dataSource()))
					.setTimeoutInMillis(-1);
				assertThatExceptionOfType(TransactionTimedOutException.class)
					.isThrownBy(() -> this.recorder.maxNotificationId());
				assertThatExceptionOfType(TransactionTimedOutException.class)
					.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 2, 2))));
			}));
		assertThat(log(this.recorder)).isEmpty();
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
	}

	@Test
	void theTimeoutOfATransactionLimitsNothingAfterIt() {
		try (HikariDataSource pool = TestStore.pool(database(), true)) {
			pool.setMaximumPoolSize(1);
			JdbcRecorder single = this.store.builder(pool).notifications(false).build();
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			String before = timeout(jdbc);
			TransactionTemplate limited = new TransactionTemplate(new JdbcTransactionManager(pool));
			limited.setTimeout(60);
			limited.executeWithoutResult((status) -> {
				single.insertEvents(Append.of(events(this.fido, 1, 2)));
				assertThat(log(single)).hasSize(2);
				assertThatExceptionOfType(RecordConflictException.class)
					.isThrownBy(() -> single.insertEvents(Append.of(events(this.fido, 2, 3))));
			});
			assertThat(timeout(jdbc)).isEqualTo(before);
			assertThat(log(single)).hasSize(2);
		}
	}

	/** The time that the session gives to a statement. */
	abstract String timeout(JdbcTemplate jdbc);

}
