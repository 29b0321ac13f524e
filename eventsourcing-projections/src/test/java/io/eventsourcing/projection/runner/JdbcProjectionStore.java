package io.eventsourcing.projection.runner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.StoreDatabases;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A store in a database; its read model is a table. */
final class JdbcProjectionStore extends ProjectionStore {

	private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

	private static final int POOL_SIZE = 16;

	private final HikariDataSource dataSource;

	private final JdbcTemplate jdbc;

	private final JdbcRecorder recorder;

	private final StoppableNotificationLog log;

	private final TrackingRecorder tracking;

	private final LeaseRecorder leases;

	private final ParkedEventRecorder parkedEvents;

	/** Returns a store in a new database in memory. */
	static JdbcProjectionStore ofH2() {
		return new JdbcProjectionStore(StoreDatabases.h2());
	}

	/** Returns a store in a new PostgreSQL database. */
	static JdbcProjectionStore ofPostgres() {
		return new JdbcProjectionStore(StoreDatabases.postgres().dataSource());
	}

	/** Opens the store in a database. */
	JdbcProjectionStore(DataSource database) {
		this(database, EventSourcingSchema.DEFAULT_NAME, Duration.ofSeconds(30));
	}

	/** Uses a pool of a certain size. */
	JdbcProjectionStore(DataSource database, int poolSize) {
		this(database, EventSourcingSchema.DEFAULT_NAME, Duration.ofSeconds(30), poolSize);
	}

	JdbcProjectionStore(DataSource database, String schema, Duration handlerTimeout) {
		this(database, schema, handlerTimeout, POOL_SIZE);
	}

	private JdbcProjectionStore(DataSource database, String schema, Duration handlerTimeout, int poolSize) {
		HikariConfig config = new HikariConfig();
		config.setDataSource(database);
		config.setMaximumPoolSize(poolSize);
		// Each connection is a process of PostgreSQL, and most tests need only a few
		config.setMinimumIdle(0);
		this.dataSource = new HikariDataSource(config);
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.jdbc.execute(
				"create table if not exists entries (seq bigint generated always as identity, projection varchar(50), id bigint)");
		this.recorder = JdbcRecorder.builder(this.dataSource).schema(schema).build();
		this.log = NotificationLog.builder(this.recorder).build();
		this.tracking = new JdbcTrackingRecorder(this.dataSource, new JdbcTransactionManager(this.dataSource), schema,
				handlerTimeout);
		this.leases = new JdbcLeaseRecorder(this.dataSource, schema);
		this.parkedEvents = new JdbcParkedEventRecorder(this.dataSource, schema);
	}

	@Override
	ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	NotificationLog log() {
		return this.log;
	}

	@Override
	TrackingRecorder tracking() {
		return this.tracking;
	}

	@Override
	LeaseRecorder leases() {
		return this.leases;
	}

	@Override
	ParkedEventRecorder parkedEvents() {
		return this.parkedEvents;
	}

	/** Limits the time for which the pool waits for a connection. */
	void connectionTimeout(Duration timeout) {
		this.dataSource.setConnectionTimeout(timeout.toMillis());
	}

	/** Returns the number of connections that are in use. */
	int activeConnections() {
		return this.dataSource.getHikariPoolMXBean().getActiveConnections();
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	@Override
	void write(String projection, long notificationId) {
		this.jdbc.update("insert into entries (projection, id) values (?, ?)", projection, notificationId);
	}

	@Override
	void delete(String projection) {
		this.jdbc.update("delete from entries where projection = ?", projection);
	}

	@Override
	List<Long> read(String projection) {
		return this.jdbc.queryForList("select id from entries where projection = ? order by seq", Long.class,
				projection);
	}

	@Override
	void fill(int count) {
		String[] sql = isPostgres() ? new String[] { "nextval('eventsourcing.notification_ids')", "generate_series" }
				: new String[] { "next value for \"eventsourcing\".notification_ids", "system_range" };
		this.jdbc.update("""
				insert into "eventsourcing".stored_events (notification_id, originator_version, event_time,
				  originator_id, event_version, originator_type, event_type, payload)
				select %s, n, current_timestamp, cast(? as uuid), 1, 'Dog', 'TrickAdded', ?
				from %s(1, ?) as numbers (n)
				""".formatted((Object[]) sql), UUID.randomUUID().toString(), EMPTY, count);
	}

	private boolean isPostgres() {
		return Boolean.TRUE.equals(this.jdbc.execute((ConnectionCallback<Boolean>) (
				connection) -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
	}

	@Override
	boolean isTransactional() {
		return true;
	}

	@Override
	public void close() {
		this.log.close();
		this.recorder.close();
		this.dataSource.close();
	}

}
