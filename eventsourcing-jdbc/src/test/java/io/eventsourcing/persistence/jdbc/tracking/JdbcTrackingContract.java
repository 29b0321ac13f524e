package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingContract;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/** What a {@link JdbcTrackingRecorder} promises on each database. */
abstract class JdbcTrackingContract extends TrackingContract {

	private static final TrackedPosition START = new TrackedPosition(ConsumerId.ofOwnLog("tricks"), 0, 0);

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@Override
	protected final JdbcTrackingStore open() {
		return new JdbcTrackingStore(database());
	}

	final JdbcTrackingStore jdbcStore() {
		return (JdbcTrackingStore) store();
	}

	@Test
	void changesDoNotBelongToTheTransactionOfTheCaller() {
		TrackingRecorder recorder = store().tracking();
		ConsumerId cards = ConsumerId.ofOwnLog("cards");
		new TransactionTemplate(new JdbcTransactionManager(jdbcStore().dataSource())).executeWithoutResult((status) -> {
			store().write("lost");
			recorder.register(cards, 3);
			recorder.change("cards", (versions) -> versions.map((row) -> row.in(ConsumerState.PAUSED)));
			recorder.advance(START, 5, () -> store().write("kept"));
			status.setRollbackOnly();
		});
		assertThat(store().written()).containsExactly("kept");
		assertThat(recorder.consumers()).extracting((each) -> each.position().notificationId()).containsExactly(3L, 5L);
	}

	@Test
	void connectionsMayBeLentWithoutAutoCommit() {
		try (HikariDataSource pool = TestStore.pool(jdbcStore().dataSource(), false)) {
			TrackingRecorder recorder = new JdbcTrackingRecorder(pool, new JdbcTransactionManager(pool),
					jdbcStore().schema(), Duration.ZERO);
			ConsumerId cards = ConsumerId.ofOwnLog("cards");
			recorder.register(cards, 3);
			recorder.change("cards", (versions) -> versions.map((row) -> row.in(ConsumerState.PAUSED)));
			recorder.recordFailure(START, 4, "broken");
			recorder.advance(START, 5,
					() -> new JdbcTemplate(pool).update(jdbcStore().in("insert into {schema}.written values ('a')")));
		}
		assertThat(store().tracking().consumers())
			.extracting((each) -> each.position().notificationId(), (each) -> each.state().name())
			.containsExactly(tuple(3L, "PAUSED"), tuple(5L, "RUNNING"));
		assertThat(store().written()).containsExactly("a");
	}

	@Test
	void aTransactionAwareProxyIsUnwrapped() {
		DataSource source = jdbcStore().dataSource();
		TrackingRecorder recorder = new JdbcTrackingRecorder(new TransactionAwareDataSourceProxy(source),
				new JdbcTransactionManager(source), jdbcStore().schema(), Duration.ZERO);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> recorder.advance(START, 5, () -> {
			store().write("a");
			throw new IllegalStateException();
		}));
		assertThat(store().written()).isEmpty();
		assertThat(recorder.advance(START, 5, () -> store().write("b"))).isTrue();
	}

	/** The position would be committed without the work. */
	@Test
	void aManagerOfAnotherDataSourceIsRejected() {
		JdbcTransactionManager other = new JdbcTransactionManager(database());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new JdbcTrackingRecorder(jdbcStore().dataSource(), other, "eventsourcing", Duration.ZERO))
			.withMessageContaining(
					"does not manage the JDBC transactions of the data source that contains the table " + "tracking")
			.withMessageContaining("Pass the transaction manager of that data source.");
		JdbcTrackingRecorder recorder = new JdbcTrackingRecorder(jdbcStore().dataSource(), new ForeignManager(),
				jdbcStore().schema(), Duration.ZERO);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> recorder.advance(START, 5, () -> store().write("a")))
			.withMessageContaining("does not manage the JDBC transactions");
		assertThat(store().written()).isEmpty();
		assertThat(store().tracking().advance(START, 5, () -> store().write("b"))).isTrue();
	}

	@Test
	void aNegativeTimeoutIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> jdbcStore().tracking(Duration.ofSeconds(-1)))
			.withMessage("The handler timeout must not be negative: PT-1S");
	}

	/** As of JPA without access to its JDBC connection. */
	private static final class ForeignManager implements ResourceTransactionManager {

		@Override
		public Object getResourceFactory() {
			return this;
		}

		@Override
		public TransactionStatus getTransaction(TransactionDefinition definition) {
			return new SimpleTransactionStatus();
		}

		@Override
		public void commit(TransactionStatus status) {
		}

		@Override
		public void rollback(TransactionStatus status) {
		}

	}

}
