package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** That PostgreSQL ends the transactions of processes that do not. */
class PostgresLimitsTest {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private static final Duration LIMIT = Duration.ofMillis(500);

	private static final TrackedPosition START = new TrackedPosition(ConsumerId.ofOwnLog("tricks"), 0, 0);

	private final JdbcTrackingStore store = new JdbcTrackingStore(DATABASE.dataSource());

	private final TrackingRecorder recorder = this.store.tracking(LIMIT);

	@BeforeEach
	void register() {
		this.recorder.register(START.consumer(), 0);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private TrackedPosition position() {
		return this.store.tracking().consumers().get(0).position();
	}

	private static int session(JdbcTemplate jdbc) {
		return jdbc.queryForObject("select pg_backend_pid()", Integer.class);
	}

	private boolean isGone(int session) {
		return new JdbcTemplate(DATABASE.dataSource())
			.queryForObject("select count(*) from pg_stat_activity where pid = " + session, Integer.class) == 0;
	}

	/** As of a process that is stopped and then continued. */
	@Test
	void anotherProcessContinuesWhenTheWorkIdles() {
		AtomicInteger calls = new AtomicInteger();
		assertThatTheConnectionIsLost(() -> this.recorder.advance(START, 5, () -> {
			this.store.write("lost");
			CompletableFuture<Boolean> successor = CompletableFuture
				.supplyAsync(() -> this.store.tracking().advance(START, 5, () -> this.store.write("kept")));
			assertThat(successor.join()).isTrue();
			calls.incrementAndGet();
			this.store.write("late");
		}));
		assertThat(calls).hasValue(1);
		assertThat(position()).isEqualTo(START.movedTo(5));
		assertThat(this.store.written()).containsExactly("kept");
	}

	@Test
	void theCommitFailsAfterTheWorkHasIdled() {
		assertThatTheConnectionIsLost(() -> this.recorder.advance(START, 5, () -> {
			int session = session(this.store.jdbc());
			this.store.write("lost");
			await().until(() -> isGone(session));
		}));
		assertThat(position()).isEqualTo(START);
		assertThat(this.store.written()).isEmpty();
		assertThat(this.recorder.advance(START, 5, () -> this.store.write("kept"))).isTrue();
	}

	@Test
	void aStatementThatTakesTooLongIsCancelled() {
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> this.recorder.advance(START, 5, () -> this.store.jdbc().execute("select pg_sleep(60)")));
		assertThat(position()).isEqualTo(START);
	}

	@Test
	void aSessionThatIsKilledLosesEverything() {
		assertThatTheConnectionIsLost(() -> this.recorder.advance(START, 5, () -> {
			this.store.write("a");
			kill(session(this.store.jdbc()));
			this.store.write("b");
		}));
		assertThatTheConnectionIsLost(() -> this.recorder.advance(START, 5, () -> {
			this.store.write("c");
			kill(session(this.store.jdbc()));
		}));
		assertThat(position()).isEqualTo(START);
		assertThat(this.store.written()).isEmpty();
		assertThat(this.recorder.advance(START, 5, () -> this.store.write("d"))).isTrue();
		assertThat(this.store.written()).containsExactly("d");
	}

	/** The caller must be able to tell this from a failure of the work. */
	private static void assertThatTheConnectionIsLost(ThrowingCallable call) {
		assertThatExceptionOfType(NestedRuntimeException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex instanceof DataAccessResourceFailureException
					|| ex.getCause() instanceof SQLException sql && "25P03".equals(sql.getSQLState()))
				.isTrue());
	}

	private void kill(int session) {
		new JdbcTemplate(DATABASE.dataSource()).execute("select pg_terminate_backend(" + session + ")");
		await().until(() -> isGone(session));
	}

	@ParameterizedTest
	@CsvSource({ "0, 500, 500ms", "200, 500, 200ms", "501, 500, 500ms", "2h, 500, 500ms", "1min, 90000, 1min",
			"1d, 90000, 90s", "7s, 0, 7s", "0, 0, 0" })
	void limitsAreOnlyLoweredAndEndWithTheTransaction(String before, long timeout, String limited) {
		PGSimpleDataSource source = (PGSimpleDataSource) DATABASE.dataSource();
		source.setOptions("-c statement_timeout=%1$s -c idle_in_transaction_session_timeout=%1$s".formatted(before));
		try (HikariDataSource pool = pool(source)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			JdbcTrackingRecorder limiting = new JdbcTrackingRecorder(pool, new JdbcTransactionManager(pool),
					this.store.schema(), Duration.ofMillis(timeout));
			int session = session(jdbc);
			Map<String, Object> original = limits(jdbc);
			assertThat(limiting.advance(START, 5, () -> assertThat(limits(jdbc).values()).containsOnly(limited)))
				.isTrue();
			assertThat(limits(jdbc)).isEqualTo(original);
			assertThat(session(jdbc)).isEqualTo(session);
		}
	}

	private static HikariDataSource pool(DataSource source) {
		HikariDataSource pool = TestStore.pool(source, true);
		pool.setMaximumPoolSize(1);
		pool.setMinimumIdle(1);
		return pool;
	}

	private static Map<String, Object> limits(JdbcTemplate jdbc) {
		return jdbc.queryForMap("""
				select current_setting('statement_timeout') as statement,
				  current_setting('idle_in_transaction_session_timeout') as idle
				""");
	}

	/** A process that is stopped while it changes owners must not keep its locks. */
	@Test
	void transactionsThatLockConsumersAreLimited() {
		CommitObserver observer = new CommitObserver(DATABASE.dataSource(), """
				select concat_ws(' ', current_setting('idle_in_transaction_session_timeout'),
				  current_setting('statement_timeout'), current_setting('synchronous_commit'))
				""");
		JdbcLeaseRecorder leases = new JdbcLeaseRecorder(observer, this.store.schema());
		Runner runner = new Runner(UUID.randomUUID(), "runner", "group");
		leases.renew(runner, Duration.ofMinutes(5), List.of(new PositionMove(START, 3)));
		leases.take(runner, Set.of(START.consumer()), 1);
		leases.release(runner.id(), Set.of(START.consumer()));
		leases.take(runner, Set.of(START.consumer()), 1);
		leases.leave(runner.id());
		assertThat(observer.observed()).containsExactly("5s 5s off", "5s 5s on", "5s 5s on", "5s 5s on", "5s 5s on");
	}

	/** The owner of the consumer would wait for the locks. */
	@Test
	void transactionsThatLockParkedEventsAreLimited() {
		CommitObserver observer = new CommitObserver(DATABASE.dataSource(), """
				select concat_ws(' ', current_setting('idle_in_transaction_session_timeout'),
				  current_setting('statement_timeout'))
				""");
		ConsumerId tricks = START.consumer();
		NewParkedEvent event = new NewParkedEvent(1, "Dog.TrickAdded", UUID.randomUUID(), 3, "broken");
		this.recorder.advance(START, 5, () -> this.store.parked().park(tricks, List.of(event)));
		JdbcParkedEventRecorder parked = new JdbcParkedEventRecorder(observer, this.store.schema());
		parked.requestRetry(tricks, null);
		parked.retryFailed(tricks, 1, 4, "still broken");
		parked.requestDiscard(tricks, 1);
		assertThat(observer.observed()).containsExactly("5s 5s", "5s 5s", "5s 5s");
	}

}
