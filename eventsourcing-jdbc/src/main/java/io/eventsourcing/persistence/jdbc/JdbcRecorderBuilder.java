package io.eventsourcing.persistence.jdbc;

import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/**
 * Collects the settings of a {@link JdbcRecorder}; all but the data source have defaults.
 */
public final class JdbcRecorderBuilder {

	/** How long a save waits for others, in seconds, by default. */
	public static final int DEFAULT_LOCK_TIMEOUT_SECONDS = 10;

	/** How many events are written in one transaction at the most, by default. */
	public static final int DEFAULT_MAX_GROUP_SIZE = 500;

	/** How large an event may be, in megabytes, by default. */
	public static final int DEFAULT_MAX_PAYLOAD_MEGABYTES = 16;

	/** What PostgreSQL can wait, about 24 days. */
	private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

	private final DataSource dataSource;

	private @Nullable PlatformTransactionManager transactionManager;

	private SchemaName schema = new SchemaName(EventSourcingSchema.DEFAULT_NAME);

	private Duration lockTimeout = Duration.ofSeconds(DEFAULT_LOCK_TIMEOUT_SECONDS);

	private int maxGroupSize = DEFAULT_MAX_GROUP_SIZE;

	private DataSize maxPayloadSize = DataSize.ofMegabytes(DEFAULT_MAX_PAYLOAD_MEGABYTES);

	private boolean notifications = true;

	private @Nullable String notificationChannel;

	private @Nullable DataSource listenerDataSource;

	JdbcRecorderBuilder(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: dataSource;
		this.dataSource = (target != null) ? target : dataSource;
	}

	/**
	 * Whose transactions the recorder takes part in, for example a
	 * {@code JpaTransactionManager}; by default any {@link DataSourceTransactionManager}
	 * of the data source. Only of a manager that is given does the recorder know when its
	 * transactions have ended, so that saves of {@code afterCommit} methods are no part
	 * of them.
	 */
	public JdbcRecorderBuilder transactionManager(PlatformTransactionManager manager) {
		this.transactionManager = manager;
		return this;
	}

	/**
	 * The schema with the tables, {@value EventSourcingSchema#DEFAULT_NAME} by default.
	 */
	public JdbcRecorderBuilder schema(String name) {
		this.schema = new SchemaName(name);
		return this;
	}

	/**
	 * How long to wait while others keep events from being appended;
	 * {@value #DEFAULT_LOCK_TIMEOUT_SECONDS} seconds by default, at least a millisecond,
	 * at the most 24 days.
	 */
	public JdbcRecorderBuilder lockTimeout(Duration timeout) {
		if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
			throw new IllegalArgumentException(
					"The lock timeout must be at least 1 ms and at the most 24 days, not " + timeout);
		}
		this.lockTimeout = timeout;
		return this;
	}

	/**
	 * How many events of saves that come at the same time are written in one transaction
	 * at the most; {@value #DEFAULT_MAX_GROUP_SIZE} by default. With 1, each save is
	 * written alone.
	 */
	public JdbcRecorderBuilder maxGroupSize(int events) {
		if (events < 1) {
			throw new IllegalArgumentException("The size of a group of events must be positive, not " + events);
		}
		this.maxGroupSize = events;
		return this;
	}

	/**
	 * How large an event may be, payload and metadata together;
	 * {@value #DEFAULT_MAX_PAYLOAD_MEGABYTES} MB by default. Larger ones are refused
	 * before anything is locked.
	 */
	public JdbcRecorderBuilder maxPayloadSize(DataSize size) {
		if (size.toBytes() < 1) {
			throw new IllegalArgumentException("The maximum size of a payload must be positive, not " + size);
		}
		this.maxPayloadSize = size;
		return this;
	}

	/**
	 * Whether new events wake up the readers of other processes at once, by PostgreSQL's
	 * LISTEN and NOTIFY; true by default. Without, and on H2, readers find them when they
	 * look the next time. To be switched off behind a PgBouncer that pools transactions.
	 */
	public JdbcRecorderBuilder notifications(boolean enabled) {
		this.notifications = enabled;
		return this;
	}

	/**
	 * The name of the channel of the notifications, by default that of the schema; of any
	 * characters but double quotes, of up to 63 bytes.
	 */
	public JdbcRecorderBuilder notificationChannel(String name) {
		SqlNames.check("notification channel", name);
		this.notificationChannel = name;
		return this;
	}

	/**
	 * Where the one connection comes from that waits for notifications while the log is
	 * followed, by default the data source of the recorder, in whose pool it then takes a
	 * place for as long.
	 */
	public JdbcRecorderBuilder listenerDataSource(DataSource source) {
		this.listenerDataSource = source;
		return this;
	}

	/**
	 * Builds the recorder, connecting to the database once.
	 * @throws UnsupportedDatabaseException if it is neither H2 nor PostgreSQL
	 */
	public JdbcRecorder build() {
		PlatformTransactionManager manager = (this.transactionManager != null) ? this.transactionManager
				: new JdbcTransactionManager(this.dataSource);
		String channel = (this.notificationChannel != null) ? this.notificationChannel : this.schema.value();
		DataSource listenerSource = (this.listenerDataSource != null) ? this.listenerDataSource : this.dataSource;
		return new JdbcRecorder(this.dataSource, manager, new JdbcSettings(this.schema, this.lockTimeout,
				this.maxGroupSize, this.maxPayloadSize, this.notifications, channel, listenerSource));
	}

}
