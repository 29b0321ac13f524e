package io.eventsourcing.persistence.jdbc.transaction;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class PostgresTransactionTest extends JdbcSpringTransactionContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private static final String COUNT_WAITING = """
			select count(*) from pg_locks where locktype = 'advisory' and not granted
			  and database = (select oid from pg_database where datname = current_database())
			""";

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	@Override
	String timeout(JdbcTemplate jdbc) {
		return jdbc.queryForObject("show statement_timeout", String.class);
	}

	@Test
	void theLockTimeoutOfTheCallerStaysAsItWas() throws Exception {
		CountDownLatch saved = new CountDownLatch(1);
		CompletableFuture<Void> holder = CompletableFuture
			.runAsync(() -> store().transaction().executeWithoutResult((status) -> {
				store().recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				saved.countDown();
				await().until(() -> store().jdbc().queryForObject(COUNT_WAITING, Integer.class) == 1);
			}));
		assertThat(saved.await(30, SECONDS)).isTrue();
		store().transaction().executeWithoutResult((status) -> {
			store().jdbc().execute("set local lock_timeout = '7s'");
			store().recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			assertThat(store().jdbc().queryForObject("show lock_timeout", String.class)).isEqualTo("7s");
		});
		holder.join();
	}

	@Test
	void aPreparedTransactionKeepsItsPlaceInTheLog() {
		UUID fido = UUID.randomUUID();
		UUID rex = UUID.randomUUID();
		JdbcRecorder recorder = store().builder(store().dataSource()).lockTimeout(Duration.ofMillis(50)).build();
		store().transaction().executeWithoutResult((status) -> {
			recorder.insertEvents(Append.of(events(fido, 1, 1)));
			store().jdbc().execute("prepare transaction 'fido'");
		});
		assertThatExceptionOfType(AppendLockTimeoutException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(rex, 1, 1))));
		store().jdbc().execute("commit prepared 'fido'");
		recorder.insertEvents(Append.of(events(rex, 1, 1)));
		assertThat(log(recorder)).extracting(Notification::originatorId).containsExactly(fido, rex);
	}

	@Test
	void waitingForTheLockEndsWhenTheTimeOfTheTransactionIsUp() {
		JdbcRecorder patient = store().builder(store().dataSource()).lockTimeout(Duration.ofHours(1)).build();
		TransactionTemplate limited = store().transaction();
		limited.setTimeout(1);
		store().transaction().executeWithoutResult((status) -> {
			patient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> elsewhere(() -> limited
				.execute((inner) -> patient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))))));
		});
		assertThat(log(patient)).hasSize(1);
	}

	@Test
	void aTransactionWhoseFailureIsHiddenIsNotTakenForCommitted() {
		UUID fido = UUID.randomUUID();
		AtomicInteger rollbacks = new AtomicInteger();
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> store().transaction().executeWithoutResult((status) -> {
				recorder().insertEvents(Append.of(events(fido, 1, 1)).onRollback(rollbacks::incrementAndGet));
				assertThatException().isThrownBy(() -> store().jdbc().execute("select 1 / 0"));
			}))
			.withMessageContaining("its exception was caught")
			.withMessageContaining("Propagation.NESTED");
		assertThat(log(recorder())).isEmpty();
		assertThat(rollbacks).hasValue(1);
		recorder().insertEvents(Append.of(events(fido, 1, 1)));
		assertThat(log(recorder())).hasSize(1);
	}

	@Test
	void aFailureInANestedTransactionCanBeHidden() {
		store().transaction().executeWithoutResult((status) -> {
			recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			TransactionTemplate nested = store().transaction();
			nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
			assertThatException()
				.isThrownBy(() -> nested.executeWithoutResult((inner) -> store().jdbc().execute("select 1 / 0")));
		});
		assertThat(log(recorder())).hasSize(1);
	}

}
