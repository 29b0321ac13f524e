package io.eventsourcing.persistence.jdbc.transaction;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.SpringTransactionContract;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How a {@link JdbcRecorder} takes part in transactions of its callers. */
abstract class JdbcSpringTransactionContract extends SpringTransactionContract {

	private TestStore store;

	private JdbcTransactionManager transactionManager;

	private JdbcRecorder recorder;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	/** Without notifications, which reach listeners late and more than once. */
	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		this.transactionManager = new JdbcTransactionManager(this.store.dataSource());
		this.recorder = this.store.builder(this.store.dataSource())
			.transactionManager(this.transactionManager)
			.notifications(false)
			.build();
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	final TestStore store() {
		return this.store;
	}

	@Override
	protected JdbcRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected JdbcRecorder recorder(Duration lockTimeout) {
		return this.store.builder(this.store.dataSource()).lockTimeout(lockTimeout).build();
	}

	@Override
	protected TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactionManager);
	}

	@Test
	void aTransactionWhoseTimeIsUpReadsAndSavesNothingMore() {
		TransactionTemplate transaction = transaction();
		transaction.setTimeout(60);
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> transaction.executeWithoutResult((status) -> {
				this.recorder.insertEvents(Append.of(events(fido(), 1, 1)));
				assertThat(log(this.recorder)).hasSize(1);
				((ConnectionHolder) TransactionSynchronizationManager.getResource(this.store.dataSource()))
					.setTimeoutInMillis(-1);
				assertThatExceptionOfType(TransactionTimedOutException.class)
					.isThrownBy(() -> this.recorder.maxNotificationId());
				assertThatExceptionOfType(TransactionTimedOutException.class)
					.isThrownBy(() -> this.recorder.insertEvents(Append.of(events(fido(), 2, 2))));
			}));
		assertThat(log(this.recorder)).isEmpty();
		this.recorder.insertEvents(Append.of(events(fido(), 1, 1)));
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
				single.insertEvents(Append.of(events(fido(), 1, 2)));
				assertThat(log(single)).hasSize(2);
				assertThatExceptionOfType(RecordConflictException.class)
					.isThrownBy(() -> single.insertEvents(Append.of(events(fido(), 2, 3))));
			});
			assertThat(timeout(jdbc)).isEqualTo(before);
			assertThat(log(single)).hasSize(2);
		}
	}

	/** The time that the session gives to a statement. */
	abstract String timeout(JdbcTemplate jdbc);

}
