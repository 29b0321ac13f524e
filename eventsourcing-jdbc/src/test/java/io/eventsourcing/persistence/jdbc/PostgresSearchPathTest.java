package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Objects that come first in the search path are not taken for those of the database. */
class PostgresSearchPathTest {

	/** Functions and types with the names of those that the store uses. */
	private static final String SHADOWS = """
			create schema shadows;
			create function shadows.pg_try_advisory_xact_lock(bigint) returns boolean
			  language plpgsql as $$ begin raise 'shadow of pg_try_advisory_xact_lock'; end $$;
			create function shadows.pg_advisory_xact_lock(bigint) returns void
			  language plpgsql as $$ begin raise 'shadow of pg_advisory_xact_lock'; end $$;
			create function shadows.pg_advisory_lock(bigint) returns void
			  language plpgsql as $$ begin raise 'shadow of pg_advisory_lock'; end $$;
			create function shadows.pg_advisory_unlock(bigint) returns boolean
			  language plpgsql as $$ begin raise 'shadow of pg_advisory_unlock'; end $$;
			create function shadows.pg_advisory_lock_shared(bigint) returns void
			  language plpgsql as $$ begin raise 'shadow of pg_advisory_lock_shared'; end $$;
			create function shadows.pg_advisory_unlock_shared(bigint) returns boolean
			  language plpgsql as $$ begin raise 'shadow of pg_advisory_unlock_shared'; end $$;
			create function shadows.pg_backend_pid() returns int
			  language plpgsql as $$ begin raise 'shadow of pg_backend_pid'; end $$;
			create function shadows.pg_notify(text, text) returns void
			  language plpgsql as $$ begin raise 'shadow of pg_notify'; end $$;
			create function shadows.current_setting(text) returns text
			  language plpgsql as $$ begin raise 'shadow of current_setting'; end $$;
			create function shadows.current_database() returns name
			  language plpgsql as $$ begin raise 'shadow of current_database'; end $$;
			create function shadows.set_config(text, text, boolean) returns text
			  language plpgsql as $$ begin raise 'shadow of set_config'; end $$;
			create function shadows.version() returns text
			  language plpgsql as $$ begin raise 'shadow of version'; end $$;
			create function shadows.nextval(regclass) returns bigint
			  language plpgsql as $$ begin raise 'shadow of nextval'; end $$;
			create function shadows.unnest(anyarray) returns setof anyelement
			  language plpgsql as $$ begin raise 'shadow of unnest'; end $$;
			create function shadows.larger(bigint, bigint) returns bigint
			  language plpgsql as $$ begin raise 'shadow of max'; end $$;
			create aggregate shadows.max(bigint) (sfunc = shadows.larger, stype = bigint);
			create domain shadows.uuid as pg_catalog.uuid check (false);
			create domain shadows.text as pg_catalog.text check (false);
			create domain shadows.bytea as pg_catalog.bytea check (false);
			create domain shadows.timestamptz as pg_catalog.timestamptz check (false);
			create view shadows.pg_locks as select 1 / 0 as nothing;
			create view shadows.pg_database as select 1 / 0 as nothing;
			create view shadows.pg_stat_activity as select 1 / 0 as nothing
			""";

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	private TestStore store;

	private DataSource shadowed;

	@BeforeEach
	void open() {
		TestDatabase database = PostgresServer.shared().createDatabase();
		this.store = new TestStore(database.dataSource());
		this.store.jdbc().execute(SHADOWS);
		PGSimpleDataSource source = (PGSimpleDataSource) database.dataSource();
		source.setOptions("-c search_path=shadows,pg_catalog");
		this.shadowed = source;
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void theSchemaIsVerified() {
		EventSourcingSchema schema = EventSourcingSchema.named(this.store.schema());
		schema.migrate(this.store.dataSource());
		assertThat(schema.verify(this.shadowed).version()).isEqualTo("1");
	}

	@Test
	void eventsAreSavedAndRead() {
		JdbcRecorder recorder = recorder();
		recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		recorder.insertEvents(Append.of(events(this.fido, 2, 2)));
		recorder.insertEvents(Append.of(List.of(event(this.rex, 1), event(this.rex, 2), event(this.fido, 3))));
		recorder().insertEvents(Append.of(events(this.fido, 4, 4)));
		recorder().insertEvents(Append.of(List.of(event(this.rex, 3), event(this.fido, 5))));
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(this.fido, 2, 3))));
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(this.rex, 9, 9))));
		assertThat(Events.areStored(recorder, events(this.fido, 1, 5))).isTrue();
		assertThat(recorder.maxNotificationId()).isEqualTo(8);
		assertThat(stream(recorder, this.rex)).hasSize(3);
		assertThat(recorder.selectNotifications(NotificationQuery.after(0, 10).topics(Set.of("Dog.TrickAdded"))))
			.isEqualTo(log(this.store.recorder()));
	}

	/** Taking a lock that is not free calls more functions. */
	@Test
	void theLockIsAwaited() throws Exception {
		JdbcRecorder recorder = recorder();
		recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		List<List<StoredEvent>> saves = List.of(events(this.fido, 2, 2), events(this.rex, 1, 3),
				events(UUID.randomUUID(), 1, 1));
		List<CompletableFuture<Long>> waiting = new ArrayList<>();
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			saves.forEach((save) -> {
				waiting.add(CompletableFuture.supplyAsync(() -> recorder().insertEvents(Append.of(save)),
						(task) -> new Thread(task).start()));
				await().until(() -> locks("not granted") == waiting.size());
			});
		});
		for (CompletableFuture<Long> save : waiting) {
			assertThat(save.get(1, TimeUnit.MINUTES)).isPositive();
		}
	}

	@Test
	void consumersAreTracked() {
		ConsumerId tricks = ConsumerId.ofOwnLog("tricks");
		Runner runner = new Runner(UUID.randomUUID(), "runner", "group");
		JdbcTrackingRecorder tracking = new JdbcTrackingRecorder(this.shadowed,
				new JdbcTransactionManager(this.shadowed), this.store.schema(), Duration.ofSeconds(30));
		JdbcLeaseRecorder leases = new JdbcLeaseRecorder(this.shadowed, this.store.schema());
		tracking.register(tricks, 0);
		assertThat(leases.renew(runner, Duration.ofMinutes(1), List.of())).isOne();
		TrackedPosition position = leases.take(runner, Set.of(tricks), 1).get(0).position();
		assertThat(tracking.recordFailure(position, 4, "broken")).isOne();
		assertThat(tracking.advance(position, 4, () -> {
		})).isTrue();
		leases.renew(runner, Duration.ofMinutes(1), List.of(new PositionMove(position.movedTo(4), 7)));
		tracking.change("tricks", (versions) -> versions.map((row) -> row.in(ConsumerState.PAUSED)));
		leases.release(runner.id(), Set.of(tricks));
		leases.leave(runner.id());
		assertThat(tracking.consumers()).extracting((each) -> each.position().notificationId(), TrackedConsumer::state)
			.containsExactly(tuple(7L, ConsumerState.PAUSED));
	}

	@Test
	void otherProcessesAreNotified() {
		AtomicInteger calls = new AtomicInteger();
		try (JdbcRecorder listening = this.store.builder(this.shadowed).build();
				JdbcRecorder saving = this.store.builder(this.shadowed).build();
				Registration registration = listening.onAppend(calls::incrementAndGet)) {
			await().until(() -> locks("mode = 'ShareLock' and granted") == 1);
			int before = calls.get();
			saving.insertEvents(Append.of(events(this.fido, 1, 1)));
			await().until(() -> calls.get() > before);
			assertThat(registration).isNotNull();
		}
	}

	private JdbcRecorder recorder() {
		return this.store.builder(this.shadowed).notifications(false).build();
	}

	private long locks(String condition) {
		return this.store.jdbc().queryForObject("""
				select count(*) from pg_locks
				where locktype = 'advisory'
				  and database = (select oid from pg_database where datname = current_database()) and %s
				""".formatted(condition), Long.class);
	}

}
