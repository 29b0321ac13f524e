package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.lock.ConsumerLocks;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class H2TrackingTest extends JdbcTrackingContract {

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	/** The row lock of H2 may be granted twice. */
	@Test
	void allRecordersOfADatabaseShareTheLocksInTheJvm() {
		TrackedPosition start = new TrackedPosition(ConsumerId.ofOwnLog("tricks"), 0, 0);
		ConsumerLocks locks = TrackingDatabase.connect(jdbcStore().jdbc(), new SchemaName(jdbcStore().schema()))
			.locks();
		LeaseRecorder leases = store().leases();
		Runner runner = new Runner(UUID.randomUUID(), "runner", "group");
		CompletableFuture<Boolean> advance = locks.locked(start.consumer(), () -> {
			CompletableFuture<Boolean> waiting = CompletableFuture
				.supplyAsync(() -> store().tracking().advance(start, 5, () -> store().write("a")));
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS));
			assertThat(CompletableFuture.supplyAsync(() -> {
				leases.renew(runner, Duration.ofMinutes(1), List.of(new PositionMove(start, 7)));
				return leases.take(runner, Set.of(start.consumer()), 1);
			}).join()).isEmpty();
			return waiting;
		});
		assertThat(advance.join()).isTrue();
		assertThat(store().tracking().consumers().get(0).position()).isEqualTo(start.movedTo(5));
		assertThat(leases.take(runner, Set.of(start.consumer()), 1)).hasSize(1);
	}

}
