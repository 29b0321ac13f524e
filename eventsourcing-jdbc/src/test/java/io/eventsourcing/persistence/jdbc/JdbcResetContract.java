package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.ResetContract;
import io.eventsourcing.persistence.jdbc.catalog.JdbcEventTypeRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLogIdentity;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What every database promises when a {@link JdbcRecorder} is reset. */
abstract class JdbcResetContract extends ResetContract {

	private static final ConsumerId PLAIN = ConsumerId.ofOwnLog("plain");

	private TestStore store;

	private JdbcRecorder recorder;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		this.recorder = this.store.builder(this.store.dataSource())
			.lockTimeout(Duration.ofMillis(100))
			.resettable(true)
			.build();
	}

	@AfterEach
	void close() {
		this.recorder.close();
		this.store.close();
	}

	@Override
	protected ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected TransactionTemplate transaction() {
		return this.store.transaction();
	}

	@Test
	void consumersStartFromTheBeginning() {
		DataSource source = this.store.dataSource();
		JdbcTrackingRecorder tracking = new JdbcTrackingRecorder(source, new JdbcTransactionManager(source),
				this.store.schema(), Duration.ZERO);
		JdbcLeaseRecorder leases = new JdbcLeaseRecorder(source, this.store.schema());
		JdbcParkedEventRecorder parked = new JdbcParkedEventRecorder(source, this.store.schema());
		Runner runner = new Runner(UUID.randomUUID(), "test", "group");
		leases.renew(runner, Duration.ofMinutes(1), List.of());
		tracking.register(PLAIN, 5);
		TrackedPosition position = leases.take(runner, List.of(PLAIN), 1).get(0).position();
		transaction().executeWithoutResult((status) -> parked.park(PLAIN,
				List.of(new NewParkedEvent(1, "Dog.TrickAdded", UUID.randomUUID(), 1, "cause"))));
		this.recorder.reset();
		assertThat(tracking.consumers()).isEmpty();
		assertThat(parked.find(PLAIN)).isEmpty();
		assertThat(tracking.advance(position, 6, () -> {
		})).isFalse();
		assertThat(leases.renew(new Runner(UUID.randomUUID(), "other", "group"), Duration.ofMinutes(1), List.of()))
			.isEqualTo(1);
		tracking.register(PLAIN, 0);
		assertThat(tracking.find(PLAIN)).get().satisfies((consumer) -> {
			assertThat(consumer.position().notificationId()).isZero();
			assertThat(consumer.active()).isTrue();
			assertThat(consumer.owner()).isNull();
		});
	}

	@Test
	void aStoreThatIsNotBuiltForTestsRefuses() {
		this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		assertThatIllegalStateException().isThrownBy(this.store.recorder()::requireResettable)
			.withMessageContaining("resettable(true)");
		assertThatIllegalStateException().isThrownBy(this.store.recorder()::reset)
			.withMessageContaining("resettable(true)");
		assertThat(this.store.recorder().maxNotificationId()).isOne();
	}

	@Test
	void itIsAnotherLogWithoutKnownTypes() {
		JdbcEventTypeRecorder types = new JdbcEventTypeRecorder(this.store.dataSource(), this.store.schema());
		JdbcLogIdentity identity = new JdbcLogIdentity(this.store.dataSource(), this.store.schema());
		this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		types.record(0, 1);
		UUID before = identity.read();
		this.recorder.reset();
		assertThat(types.select()).isEmpty();
		assertThat(identity.read()).isNotEqualTo(before);
	}

}
