package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.TransactionalSaves;
import io.eventsourcing.persistence.WayToSave;
import io.eventsourcing.persistence.jdbc.schema.TestSchema;
import io.eventsourcing.persistence.recorder.Append;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An event store of one test: a schema of its own and a pool. */
public final class TestStore implements AutoCloseable {

	/** The type of events that the database refuses after {@link #refuseType()}. */
	public static final String REFUSED_TYPE = "Bitten";

	private final String schema;

	private final HikariDataSource dataSource;

	private final JdbcRecorder recorder;

	public TestStore(DataSource database) {
		this(database, "Events of '" + UUID.randomUUID() + "'");
	}

	/** Opens a store that is there, or creates it. */
	public TestStore(DataSource database, String schema) {
		this.schema = schema;
		this.dataSource = pool(database, true);
		TestSchema.create(this.dataSource, schema);
		this.recorder = builder(this.dataSource).build();
	}

	public static HikariDataSource pool(DataSource database, boolean autoCommit) {
		HikariConfig config = new HikariConfig();
		config.setDataSource(database);
		config.setMaximumPoolSize(16);
		// Most tests need one connection, and each is a process of PostgreSQL
		config.setMinimumIdle(0);
		config.setAutoCommit(autoCommit);
		return new HikariDataSource(config);
	}

	/** Begins to build another recorder on the schema of this store. */
	public JdbcRecorderBuilder builder(DataSource source) {
		return JdbcRecorder.builder(source).schema(this.schema);
	}

	public JdbcRecorder recorder() {
		return this.recorder;
	}

	public DataSource dataSource() {
		return this.dataSource;
	}

	public void refuseType() {
		jdbc().execute("alter table \"%s\".stored_events add constraint refused check (event_type <> '%s')"
			.formatted(this.schema, REFUSED_TYPE));
	}

	public void empty() {
		jdbc().execute("truncate table \"%s\".stored_events".formatted(this.schema));
	}

	/**
	 * Adds events of one aggregate with the topic Dog.TrickAdded by a single statement.
	 */
	public void fill(int count) {
		fill(count, "TrickAdded", 1);
	}

	/** Adds events of one new dog by a single statement. */
	public void fill(int count, String eventType, int eventVersion) {
		String insert = """
				insert into "{schema}".stored_events (notification_id, originator_version, event_time, originator_id,
				  event_version, originator_type, event_type, payload)
				select {next}, n, current_timestamp, cast(? as uuid), ?, 'Dog', ?, {payload}
				from {numbers} as numbers (n)
				""".replace("{schema}", this.schema);
		insert = isPostgres()
				? insert.replace("{next}", "nextval('\"" + this.schema.replace("'", "''") + "\".notification_ids')")
					.replace("{payload}", "'{}'::bytea")
					.replace("{numbers}", "generate_series(1, ?)")
				: insert.replace("{next}", "next value for \"" + this.schema + "\".notification_ids")
					.replace("{payload}", "X'7B7D'")
					.replace("{numbers}", "system_range(1, ?)");
		jdbc().update(insert, UUID.randomUUID().toString(), eventVersion, eventType, count);
	}

	private boolean isPostgres() {
		return Boolean.TRUE.equals(jdbc().execute((ConnectionCallback<Boolean>) (
				connection) -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
	}

	public String schema() {
		return this.schema;
	}

	public TransactionTemplate transaction() {
		return new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
	}

	/** All ways to save, one of which hardly waits for the append lock. */
	public List<WayToSave> waysToSave() {
		JdbcRecorder impatient = builder(this.dataSource).lockTimeout(Duration.ofMillis(1))
			.notifications(false)
			.build();
		List<WayToSave> ways = new ArrayList<>(new TransactionalSaves(this::transaction).all());
		ways.add((recorder, events, random) -> impatient.insertEvents(Append.of(events)));
		return ways;
	}

	public JdbcTemplate jdbc() {
		return new JdbcTemplate(this.dataSource);
	}

	@Override
	public void close() {
		this.recorder.close();
		this.dataSource.close();
	}

}
