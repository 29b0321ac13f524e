package io.eventsourcing.persistence.jdbc;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.testsupport.PostgresServer;
import org.jspecify.annotations.Nullable;

/**
 * A store with the default schema, which the tests of this JVM use one after another. A
 * database and a schema for each of them would take ten times as long as most of these
 * tests, and so would a connection for each statement.
 */
public final class PostgresStore {

	private static final HikariDataSource POOL = open();

	private static @Nullable JdbcRecorder last;

	private PostgresStore() {
	}

	private static HikariDataSource open() {
		HikariDataSource pool = TestStore.pool(PostgresServer.shared().createDatabase().dataSource(), true);
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(pool);
		return pool;
	}

	/**
	 * Empties the store, and closes the recorder that the test before has got from here.
	 */
	public static JdbcRecorder recorder() {
		last = JdbcRecorder.builder(empty()).build();
		return last;
	}

	/**
	 * Empties the store. A test that builds recorders on it must close them.
	 * @return the pool of connections to the store
	 */
	public static DataSource empty() {
		if (last != null) {
			last.close();
		}
		try (JdbcRecorder recorder = JdbcRecorder.builder(POOL).resettable(true).build()) {
			recorder.reset();
		}
		return POOL;
	}

}
