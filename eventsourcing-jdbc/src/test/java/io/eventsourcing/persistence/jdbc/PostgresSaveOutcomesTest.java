package io.eventsourcing.persistence.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.Signals;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class PostgresSaveOutcomesTest extends SaveOutcomesContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private final UUID fido = UUID.randomUUID();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	@Override
	void awaitWaiting(TestStore store, Thread waiting) {
		await().until(() -> store.jdbc().queryForObject("""
				select count(*) from pg_locks join pg_stat_activity using (pid)
				where datname = current_database() and pg_locks.locktype = 'advisory' and not granted
				""", Long.class) == 1);
	}

	@Test
	void aSaveThatEndsDuringTheWaitIsFoundAtTheIsolationLevelOfTheRole() throws Exception {
		store().jdbc().execute("create role serializing superuser login");
		store().jdbc().execute("alter role serializing set default_transaction_isolation = 'serializable'");
		assertFindsASaveThatEndsDuringTheWait(DATABASE.dataSourceFor("serializing"));
	}

	/** The server has received the save, and its process does not get to it. */
	@Test
	void aSaveThatTheServerHasNotBegunIsNeverStoredAfterTheAnswerNo() {
		try (HikariDataSource pool = impatientPool()) {
			JdbcRecorder recorder = recorder(pool);
			List<StoredEvent> lost = events(this.fido, 1, 1);
			int session = loseSave(recorder, pool, lost);
			assertThatExceptionOfType(SaveOutcomeUnknownException.class)
				.isThrownBy(() -> Events.areStored(recorder, lost))
				.withMessageContaining("not known yet")
				.withMessageContaining("process ids [" + session + "]");
			recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			assertThat(Signals.send("CONT", session)).isTrue();
			assertThat(Events.areStored(recorder, lost)).isFalse();
			awaitEnd(session);
			assertThat(Events.areStored(recorder, lost)).isFalse();
			assertThat(log(recorder)).hasSize(2);
		}
	}

	@Test
	void aSaveThatTheServerHasNotBegunMayBeRepeated() {
		try (HikariDataSource pool = impatientPool()) {
			JdbcRecorder recorder = recorder(pool);
			List<StoredEvent> lost = events(this.fido, 1, 3);
			int session = loseSave(recorder, pool, lost);
			recorder.insertEvents(Append.of(lost));
			assertThat(Events.areStored(recorder, lost)).isTrue();
			assertThat(Signals.send("CONT", session)).isTrue();
			awaitEnd(session);
			assertThat(log(recorder)).hasSize(4);
		}
	}

	/** PgBouncer invents ids, which may be those of other processes. */
	@Test
	void noSessionIsTerminatedWhoseProcessIdIsInvented() throws SQLException {
		try (Connection innocent = database().getConnection(); HikariDataSource pool = impatientPool()) {
			int other = processId(innocent);
			JdbcRecorder recorder = recorder(new ProcessIds(pool, () -> other));
			int session = loseSave(recorder, pool, events(this.fido, 1, 1));
			assertThat(Events.areStored(recorder, events(this.fido, 1, 1))).isFalse();
			assertThat(innocent.isValid(10)).isTrue();
			assertThat(Signals.send("CONT", session)).isTrue();
			awaitEnd(session);
		}
	}

	/** The process id of the lost session has been assigned again. */
	@Test
	void aSessionThatBeganAfterTheSaveIsNotTerminated() throws SQLException {
		try (HikariDataSource pool = impatientPool()) {
			ProcessIds source = new ProcessIds(pool, null);
			JdbcRecorder recorder = recorder(source);
			AtomicReference<Connection> innocent = new AtomicReference<>();
			source.processId = () -> {
				innocent.set(connect());
				return processId(innocent.get());
			};
			int session = loseSave(recorder, pool, events(this.fido, 1, 1));
			assertThat(Signals.send("CONT", session)).isTrue();
			awaitEnd(session);
			assertThat(Events.areStored(recorder, events(this.fido, 2, 2))).isFalse();
			assertThat(innocent.get().isValid(10)).isTrue();
			innocent.get().close();
		}
	}

	private JdbcRecorder recorder(DataSource source) {
		return store().builder(source).notifications(false).lockTimeout(Duration.ofMillis(200)).build();
	}

	/** Gives up a connection that does not answer within a second. */
	private HikariDataSource impatientPool() {
		PGSimpleDataSource source = (PGSimpleDataSource) database();
		source.setSocketTimeout(1);
		HikariConfig config = new HikariConfig();
		config.setDataSource(source);
		config.setMaximumPoolSize(1);
		return new HikariDataSource(config);
	}

	/**
	 * Returns the process id of a stopped session that has received the save, which is
	 * not the first one of the recorder.
	 */
	private int loseSave(JdbcRecorder recorder, DataSource pool, List<StoredEvent> events) {
		recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		int session = new JdbcTemplate(pool).queryForObject("select pg_backend_pid()", Integer.class);
		assertThat(Signals.send("STOP", session)).isTrue();
		assertThatExceptionOfType(SaveOutcomeUnknownException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events)));
		return session;
	}

	private void awaitEnd(int session) {
		await().until(() -> store().jdbc()
			.queryForObject("select count(*) from pg_stat_activity where pid = ?", Long.class, session) == 0);
	}

	private Connection connect() {
		try {
			return database().getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int processId(Connection connection) {
		try {
			return connection.unwrap(PGConnection.class).getBackendPID();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Lets connections report other process ids than their own. */
	private static final class ProcessIds extends DelegatingDataSource {

		private volatile IntSupplier processId;

		ProcessIds(DataSource target, IntSupplier processId) {
			super(target);
			this.processId = processId;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection target = super.getConnection();
			return proxy(Connection.class, target, (method, arguments) -> method.equals("unwrap")
					&& arguments[0] == PGConnection.class && this.processId != null ? inventing(target) : null);
		}

		private PGConnection inventing(Connection target) throws SQLException {
			return proxy(PGConnection.class, target.unwrap(PGConnection.class),
					(method, arguments) -> method.equals("getBackendPID") ? this.processId.getAsInt() : null);
		}

		private static <T> T proxy(Class<T> type, T target, Answer answer) {
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						Object answered = answer.to(method.getName(), arguments);
						try {
							return (answered != null) ? answered : method.invoke(target, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					}));
		}

		@FunctionalInterface
		private interface Answer {

			Object to(String method, Object[] arguments) throws SQLException;

		}

	}

}
