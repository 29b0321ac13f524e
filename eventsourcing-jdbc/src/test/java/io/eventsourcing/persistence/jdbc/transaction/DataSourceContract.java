package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** Which data sources and transaction managers a {@link JdbcRecorder} works with. */
abstract class DataSourceContract {

	private final UUID fido = UUID.randomUUID();

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
	void aTransactionOfAnotherDataSourceIsNotOurs() {
		JdbcDataSource other = new JdbcDataSource();
		other.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
		new TransactionTemplate(new JdbcTransactionManager(other)).executeWithoutResult((status) -> {
			new JdbcTemplate(this.store.dataSource()).queryForObject("select 1", Integer.class);
			this.recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
			assertThat(elsewhere(() -> log(this.recorder))).hasSize(2);
			status.setRollbackOnly();
		});
		assertThat(log(this.recorder)).hasSize(2);
	}

	@Test
	void aTransactionThatTheManagerDoesNotKnowIsRefused() {
		JdbcDataSource other = new JdbcDataSource();
		other.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
		new TransactionTemplate(new JdbcTransactionManager(other)).executeWithoutResult((status) -> {
			borrowWithoutAutoCommit();
			assertThatExceptionOfType(EventSourcingException.class)
				.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 1, 1))))
				.withMessageContaining("does not know")
				.withMessageContaining("Give the event store the transaction manager");
		});
	}

	private void borrowWithoutAutoCommit() {
		new JdbcTemplate(this.store.dataSource()).execute((Connection connection) -> {
			connection.setAutoCommit(false);
			return null;
		});
	}

	/** The end of such a transaction would not be noticed, nor its rollback. */
	@Test
	void aTransactionWithoutSynchronizationIsRefused() {
		JdbcTransactionManager manager = new JdbcTransactionManager(this.store.dataSource());
		manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
		JdbcRecorder other = this.store.builder(this.store.dataSource()).transactionManager(manager).build();
		new TransactionTemplate(manager).executeWithoutResult((status) -> {
			assertThatExceptionOfType(EventSourcingException.class)
				.isThrownBy(() -> other.insertEvents(Append.of(events(this.fido, 1, 1))))
				.withMessageContaining("does not synchronize");
			status.setRollbackOnly();
		});
		assertThat(log(other)).isEmpty();
	}

	@Test
	void aTransactionManagerOfAnotherDataSourceIsRefused() {
		PlatformTransactionManager other = new JdbcTransactionManager(new JdbcDataSource());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.store.builder(this.store.dataSource()).transactionManager(other).build())
			.withMessageContaining("manages another data source");
	}

	@Test
	void proxiesOfTheDataSourceAreSeenThrough() {
		DataSource pool = this.store.dataSource();
		DataSource lazy = new LazyConnectionDataSourceProxy(pool);
		assertJoins(new TransactionAwareDataSourceProxy(pool), new JdbcTransactionManager(pool));
		assertJoins(pool, new JdbcTransactionManager(new TransactionAwareDataSourceProxy(pool)));
		assertJoins(lazy, new JdbcTransactionManager(lazy));
		assertJoins(pool, new JdbcTransactionManager(lazy));
		assertJoins(lazy, new JdbcTransactionManager(pool));
		assertJoins(new TransactionAwareDataSourceProxy(lazy), new JdbcTransactionManager(pool));
	}

	private void assertJoins(DataSource dataSource, PlatformTransactionManager manager) {
		JdbcRecorder joining = this.store.builder(dataSource).transactionManager(manager).build();
		long before = joining.maxNotificationId();
		new TransactionTemplate(manager).executeWithoutResult((status) -> {
			joining.insertEvents(Append.of(events(UUID.randomUUID(), 1, 2)));
			assertThat(joining.maxNotificationId()).isGreaterThan(before);
			status.setRollbackOnly();
		});
		assertThat(joining.maxNotificationId()).isEqualTo(before);
	}

	@Test
	void poolsMaySwitchAutoCommitOff() {
		try (HikariDataSource pool = TestStore.pool(database(), false)) {
			JdbcRecorder other = this.store.builder(pool).build();
			other.insertEvents(Append.of(events(this.fido, 1, 1)));
			other.insertEvents(Append.of(events(this.fido, 2, 3)));
			assertThatExceptionOfType(RecordConflictException.class)
				.isThrownBy(() -> other.insertEvents(Append.of(events(this.fido, 2, 3))));
			new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult((status) -> {
				other.insertEvents(Append.of(events(this.fido, 4, 4)));
				status.setRollbackOnly();
			});
			assertThat(log(other)).hasSize(3);
		}
		assertThat(log(this.recorder)).hasSize(3);
	}

	/** With such a pool every connection looks as if it were in a transaction. */
	@ParameterizedTest
	@ValueSource(ints = { TransactionDefinition.PROPAGATION_SUPPORTS, TransactionDefinition.PROPAGATION_NOT_SUPPORTED,
			TransactionDefinition.PROPAGATION_NEVER })
	void aConnectionWithoutATransactionIsNotTakenForAnUnknownOne(int propagation) {
		try (HikariDataSource pool = TestStore.pool(database(), false)) {
			JdbcTransactionManager manager = new JdbcTransactionManager(pool);
			JdbcRecorder other = this.store.builder(pool).transactionManager(manager).build();
			TransactionTemplate without = new TransactionTemplate(manager);
			without.setPropagationBehavior(propagation);
			without.executeWithoutResult((status) -> {
				new JdbcTemplate(pool).queryForObject("select 1", Integer.class);
				other.insertEvents(Append.of(events(this.fido, 1, 1)));
				assertThat(log(other)).hasSize(1);
			});
			JdbcDataSource another = new JdbcDataSource();
			another.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
			new TransactionTemplate(new JdbcTransactionManager(another)).executeWithoutResult((status) -> {
				new JdbcTemplate(pool).queryForObject("select 1", Integer.class);
				other.insertEvents(Append.of(events(this.fido, 2, 2)));
				status.setRollbackOnly();
			});
			assertThat(log(other)).hasSize(2);
		}
	}

	/** The other save must not hold what the transaction needs while it waits for it. */
	@Test
	void aSaveThatWaitsForAConnectionDoesNotBlockTheTransactionThatHasIt() throws Exception {
		HikariConfig config = new HikariConfig();
		config.setDataSource(database());
		config.setMaximumPoolSize(1);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			JdbcTransactionManager manager = new JdbcTransactionManager(pool);
			JdbcRecorder other = this.store.builder(pool).transactionManager(manager).notifications(false).build();
			CompletableFuture<Long> waiting = new TransactionTemplate(manager).execute((status) -> {
				new JdbcTemplate(pool).queryForObject("select 1", Integer.class);
				CompletableFuture<Long> save = CompletableFuture
					.supplyAsync(() -> other.insertEvents(Append.of(events(this.fido, 1, 1))));
				await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
				other.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				return save;
			});
			assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo(2);
		}
	}

	@Test
	void noConnectionIsLost() {
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(RecordConflictException.class)
				.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(this.fido, 1, 1))));
			this.transaction.executeWithoutResult((status) -> log(this.recorder));
		}
		this.transaction.executeWithoutResult((status) -> {
			DataSourceUtils.getConnection(this.store.dataSource());
			log(this.recorder);
		});
		assertThat(log(this.recorder)).hasSize(1);
	}

	@Test
	void anExhaustedPoolIsReported() throws Exception {
		HikariConfig config = new HikariConfig();
		config.setDataSource(database());
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(250);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			JdbcRecorder other = this.store.builder(pool).notifications(false).build();
			try (Connection taken = pool.getConnection()) {
				assertThat(taken.isValid(10)).isTrue();
				List<Object> outcomes = Concurrently.call(4,
						() -> other.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
				assertThat(outcomes)
					.allSatisfy((each) -> assertThat(each).isInstanceOf(StoreUnavailableException.class));
				assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(other::maxNotificationId)
					.withMessageContaining("the connection pool is large enough");
			}
			other.insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThat(log(other)).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aDataSourceThatFailsInItsOwnWayLendsNoConnection(boolean lazy) {
		AtomicBoolean failing = new AtomicBoolean();
		DataSource source = new DelegatingDataSource(this.store.dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				if (failing.get()) {
					throw new IllegalStateException("Part of the test");
				}
				return super.getConnection();
			}

		};
		JdbcRecorder other = this.store.builder(lazy ? new LazyConnectionDataSourceProxy(source) : source)
			.notifications(false)
			.build();
		failing.set(true);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(other::maxNotificationId);
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> other.insertEvents(Append.of(events(this.fido, 1, 1))))
			.withMessageContaining("Part of the test")
			.withCauseInstanceOf(TransientDataAccessResourceException.class)
			.havingRootCause()
			.isInstanceOf(IllegalStateException.class);
		failing.set(false);
		other.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(log(this.recorder)).hasSize(1);
	}

}
