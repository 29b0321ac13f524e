package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * While a save waits for the append lock, another transaction may change the row of its
 * position in other respects. The row is then newer than the snapshot of the save.
 */
class PostgresStaleSnapshotTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private static final ConsumerId A = ConsumerId.ofOwnLog("a");

	private static final ConsumerId B = ConsumerId.ofOwnLog("b");

	private final Runner runner = new Runner(UUID.randomUUID(), "runner", "group");

	private JdbcTrackingStore store;

	private Map<ConsumerId, TrackedConsumer> taken;

	@BeforeEach
	void open() {
		this.store = new JdbcTrackingStore(DATABASE.dataSource());
		this.store.tracking().register(A, 0);
		this.store.tracking().register(B, 0);
		this.store.leases().renew(this.runner, Duration.ofMinutes(1), List.of());
		this.taken = this.store.leases()
			.take(this.runner, List.of(A, B), 2)
			.stream()
			.collect(Collectors.toMap(TrackedConsumer::id, Function.identity()));
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	/** A way to insert the events of appends. */
	@FunctionalInterface
	private interface Way {

		long[] insert(EventInsert insert, Connection connection, List<Append> appends) throws SQLException;

	}

	@Test
	void aGroup() throws Exception {
		saveWhileARowChanges(EventInsert::insertWithoutGap, append(A, 5), append(B, 7));
	}

	@Test
	void aGroupWithComparedVersions() throws Exception {
		saveWhileARowChanges(EventInsert::insert, append(A, 5), append(B, 7));
	}

	@Test
	void aSingleAppend() throws Exception {
		saveWhileARowChanges(EventInsert::insertWithoutGap, append(A, 5));
	}

	private void saveWhileARowChanges(Way way, Append... appends) throws Exception {
		SchemaName schema = new SchemaName(this.store.schema());
		try (Connection holder = DATABASE.dataSource().getConnection();
				Statement lock = holder.createStatement();
				Connection saver = DATABASE.dataSource().getConnection()) {
			holder.setAutoCommit(false);
			lock.execute("select pg_advisory_xact_lock(" + schema.lockKey("append") + ")");
			EventInsert insert = EventInsert.of(Dialect.POSTGRESQL, schema, LIMIT, saver);
			CompletableFuture<long[]> save = CompletableFuture.supplyAsync(() -> {
				try {
					return way.insert(insert, saver, List.of(appends));
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			await().atMost(LIMIT).until(this::isSaveWaiting);
			// changes neither the position nor the epoch nor the state
			this.store.leases().release(this.runner.id(), List.of(A));
			holder.rollback();
			assertThat(save.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).hasSize(appends.length).doesNotContain(0);
			assertThat(Events.log(this.store.events())).hasSize(appends.length);
			for (Append append : appends) {
				assertThat(position(append.progress().consumer())).isEqualTo(append.progress().to());
			}
		}
	}

	private boolean isSaveWaiting() {
		return Boolean.TRUE.equals(this.store.jdbc().queryForObject("""
				select exists (
				  select from pg_locks
				  where locktype = 'advisory' and not granted
				    and database = (select oid from pg_database where datname = current_database()))
				""", Boolean.class));
	}

	private Append append(ConsumerId consumer, long to) {
		return Append.of(List.of(Events.event(UUID.randomUUID(), 1)))
			.progress(ConsumerProgress.to(this.taken.get(consumer).position(), to));
	}

	private long position(ConsumerId id) {
		return this.store.tracking().find(id).orElseThrow().position().notificationId();
	}

}
