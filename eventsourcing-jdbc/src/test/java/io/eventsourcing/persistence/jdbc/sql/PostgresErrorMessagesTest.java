package io.eventsourcing.persistence.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class PostgresErrorMessagesTest extends ErrorMessagesContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	/** Of the transaction in which it is called. */
	@Override
	String holder() {
		return "held by the session with the process id %d, user %s, application \"PostgreSQL JDBC Driver\""
			.formatted(store().jdbc().queryForObject("select pg_backend_pid()", Integer.class), DATABASE.username());
	}

	@Test
	void aLockTimeoutDoesNotWaitForTheNameOfTheHolder() {
		try (HikariDataSource single = TestStore.pool(DATABASE.dataSource(), true)) {
			single.setMaximumPoolSize(1);
			JdbcRecorder impatient = store().builder(single)
				.lockTimeout(Duration.ofMillis(20))
				.notifications(false)
				.build();
			store().transaction().executeWithoutResult((status) -> {
				store().recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				long begin = System.nanoTime();
				Throwable failure = elsewhere(() -> catchThrowable(
						() -> new TransactionTemplate(new JdbcTransactionManager(single)).executeWithoutResult(
								(inner) -> impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))))));
				assertThat(failure).isInstanceOf(AppendLockTimeoutException.class)
					.hasMessageNotContaining("held by the session");
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
			});
		}
	}

	@Test
	void aPreparedTransactionIsNamedAsTheHolder() {
		JdbcRecorder impatient = store().builder(store().dataSource()).lockTimeout(Duration.ofMillis(20)).build();
		store().transaction().executeWithoutResult((status) -> {
			impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			store().jdbc().execute("prepare transaction 'holder'");
		});
		assertThatExceptionOfType(AppendLockTimeoutException.class)
			.isThrownBy(() -> impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))))
			.withMessageContaining("held by a prepared transaction");
		store().jdbc().execute("rollback prepared 'holder'");
	}

	/**
	 * The save that waits has a snapshot from before the commit of the other one, so that
	 * PostgreSQL rejects it for that reason first.
	 */
	@Test
	void aSaveThatCannotBeSerializedIsRepeated() {
		assertIsRepeated((append) -> append);
	}

	/**
	 * It removes the event in the same transaction, which has to be repeated as a whole.
	 */
	@Test
	void theRetryOfAParkedEventThatCannotBeSerializedIsRepeated() {
		ConsumerId counters = ConsumerId.ofOwnLog("counters");
		TrackedPosition position = new TrackedPosition(counters, 0, 0);
		JdbcTrackingRecorder tracking = new JdbcTrackingRecorder(store().dataSource(),
				new JdbcTransactionManager(store().dataSource()), store().schema(), Duration.ofSeconds(10));
		JdbcParkedEventRecorder parked = new JdbcParkedEventRecorder(store().dataSource(), store().schema());
		tracking.register(counters, 1, 0);
		tracking.advance(position, 4, () -> parked.park(counters,
				List.of(new NewParkedEvent(4, "Dog.TrickAdded", UUID.randomUUID(), 3, "broken"))));
		assertIsRepeated((append) -> append.progress(ConsumerProgress.retried(position.movedTo(4), 4)));
		assertThat(parked.count(counters)).isOne();
	}

	private void assertIsRepeated(UnaryOperator<Append> retry) {
		UUID fido = UUID.randomUUID();
		store().recorder().insertEvents(Append.of(events(fido, 1, 1)));
		try (HikariDataSource serializable = new HikariDataSource()) {
			serializable.setDataSource(DATABASE.dataSource());
			serializable.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
			JdbcRecorder recorder = store().builder(serializable).notifications(false).build();
			TransactionTemplate other = store().transaction();
			other.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
			CompletableFuture<Throwable> waiting = other.execute((status) -> {
				readAll();
				store().recorder().insertEvents(Append.of(events(fido, 2, 2)));
				CompletableFuture<Throwable> save = CompletableFuture.supplyAsync(
						() -> catchThrowable(() -> recorder.insertEvents(retry.apply(Append.of(events(fido, 2, 3))))));
				await().until(() -> store().jdbc()
					.queryForObject("select count(*) from pg_locks where locktype = 'advisory' and not granted",
							Integer.class) == 1);
				return save;
			});
			assertThat(waiting.join()).isInstanceOf(RecordConflictException.class);
		}
	}

	/** The table of errors says so. */
	@Test
	void aTransactionOfTheCallerThatCannotBeSerializedFails() {
		TransactionTemplate serializable = store().transaction();
		serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		UUID fido = UUID.randomUUID();
		store().recorder().insertEvents(Append.of(events(fido, 1, 1)));
		assertThatExceptionOfType(PessimisticLockingFailureException.class)
			.isThrownBy(() -> serializable.executeWithoutResult((status) -> {
				readAll();
				elsewhere(() -> serializable.execute((other) -> {
					readAll();
					return store().recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				}));
				store().recorder().insertEvents(Append.of(events(fido, 2, 2)));
			}))
			.withMessageContaining("could not serialize access");
		assertThat(store().recorder().maxNotificationId()).isPositive();
	}

	private void readAll() {
		assertThat(store().jdbc()
			.queryForObject("select sum(length(payload)) from \"%s\".stored_events".formatted(store().schema()),
					Long.class))
			.isPositive();
	}

}
