package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.ThreadBoundDataSource;
import io.eventsourcing.persistence.recorder.AppendObserver;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/**
 * Builds a {@link JdbcRecorder}. All settings except the data source have defaults. Not
 * thread-safe.
 */
public final class JdbcRecorderBuilder {

	/** The default maximum time a save waits for the append lock, in seconds. */
	public static final int DEFAULT_LOCK_TIMEOUT_SECONDS = 10;

	/**
	 * The default maximum time a save waits for an answer from PostgreSQL, in addition to
	 * its wait for the append lock, in seconds.
	 */
	public static final int DEFAULT_NETWORK_TIMEOUT_SECONDS = 5;

	/** The default maximum number of events written in one transaction. */
	public static final int DEFAULT_MAX_GROUP_SIZE = 500;

	/** The default maximum size of an event, in megabytes. */
	public static final int DEFAULT_MAX_PAYLOAD_MEGABYTES = 16;

	/** The maximum lock timeout of PostgreSQL, about 24 days. */
	private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

	private final DataSource dataSource;

	private @Nullable PlatformTransactionManager transactionManager;

	private SchemaName schema = new SchemaName(EventSourcingSchema.DEFAULT_NAME);

	private Duration lockTimeout = Duration.ofSeconds(DEFAULT_LOCK_TIMEOUT_SECONDS);

	private Duration networkTimeout = Duration.ofSeconds(DEFAULT_NETWORK_TIMEOUT_SECONDS);

	private int maxGroupSize = DEFAULT_MAX_GROUP_SIZE;

	private DataSize maxPayloadSize = DataSize.ofMegabytes(DEFAULT_MAX_PAYLOAD_MEGABYTES);

	private boolean notifications = true;

	private boolean resettable;

	private @Nullable String notificationChannel;

	private @Nullable DataSource listenerDataSource;

	private AppendObserver observer = AppendObserver.NONE;

	private ThreadFactory threadFactory = JdbcRecorderBuilder::daemon;

	JdbcRecorderBuilder(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: dataSource;
		this.dataSource = (target != null) ? target : dataSource;
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Sets the transaction manager in whose transactions the recorder takes part, for
	 * example a {@code JpaTransactionManager}. By default, the recorder takes part in the
	 * transactions of any {@link DataSourceTransactionManager} of the data source. Only
	 * if the manager is set does the recorder know when a transaction has completed, so
	 * that a save in an {@code afterCommit} method is not treated as part of it.
	 */
	public JdbcRecorderBuilder transactionManager(PlatformTransactionManager manager) {
		this.transactionManager = manager;
		return this;
	}

	/**
	 * Sets the name of the schema that contains the tables;
	 * {@value EventSourcingSchema#DEFAULT_NAME} by default.
	 */
	public JdbcRecorderBuilder schema(String name) {
		this.schema = new SchemaName(name);
		return this;
	}

	/**
	 * Sets the maximum time a save waits for the append lock, from 1 ms to 24 days;
	 * {@value #DEFAULT_LOCK_TIMEOUT_SECONDS} seconds by default.
	 */
	public JdbcRecorderBuilder lockTimeout(Duration timeout) {
		if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
			throw new IllegalArgumentException("The lock timeout must be from 1 ms to 24 days, not " + timeout);
		}
		this.lockTimeout = timeout;
		return this;
	}

	/**
	 * Sets the maximum time for which a save outside a transaction waits for an answer
	 * from PostgreSQL, in addition to its wait for the append lock, up to 24 days;
	 * {@value #DEFAULT_NETWORK_TIMEOUT_SECONDS} seconds by default. After that, the
	 * connection counts as lost, and the saves that use it end with a
	 * {@code SaveOutcomeUnknownException}. Zero means no limit: a connection that has
	 * died unnoticed then blocks all saves until the operating system gives up.
	 */
	public JdbcRecorderBuilder networkTimeout(Duration timeout) {
		if (timeout.isNegative() || timeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
			throw new IllegalArgumentException("The network timeout must be from 0 to 24 days, not " + timeout);
		}
		this.networkTimeout = timeout;
		return this;
	}

	/**
	 * Sets the maximum number of events written in one transaction when saves are
	 * grouped; {@value #DEFAULT_MAX_GROUP_SIZE} by default. With 1, each save is written
	 * by the thread that calls it.
	 */
	public JdbcRecorderBuilder maxGroupSize(int events) {
		if (events < 1) {
			throw new IllegalArgumentException("The size of a group of events must be positive, not " + events);
		}
		this.maxGroupSize = events;
		return this;
	}

	/**
	 * Sets the maximum size of an event, payload and metadata together;
	 * {@value #DEFAULT_MAX_PAYLOAD_MEGABYTES} MB by default. Larger events are rejected
	 * before any lock is taken.
	 */
	public JdbcRecorderBuilder maxPayloadSize(DataSize size) {
		if (size.toBytes() < 1) {
			throw new IllegalArgumentException("The maximum size of a payload must be positive, not " + size);
		}
		this.maxPayloadSize = size;
		return this;
	}

	/**
	 * Sets whether readers in other processes are notified of new events at once, by
	 * LISTEN and NOTIFY of PostgreSQL; true by default. Without notifications, and on H2,
	 * readers find new events by polling. Disable notifications behind a PgBouncer in
	 * transaction pooling mode.
	 */
	public JdbcRecorderBuilder notifications(boolean enabled) {
		this.notifications = enabled;
		return this;
	}

	/**
	 * Sets the name of the notification channel; by default the name of the schema. The
	 * name may have up to 63 bytes and must not contain double quotes.
	 */
	public JdbcRecorderBuilder notificationChannel(String name) {
		SchemaName.checkIdentifier("notification channel", name);
		this.notificationChannel = name;
		return this;
	}

	/**
	 * Sets the data source for the single connection that listens to notifications while
	 * the log is followed. By default, this is the data source of the recorder; the
	 * connection then occupies a place in its pool during that time.
	 */
	public JdbcRecorderBuilder listenerDataSource(DataSource source) {
		this.listenerDataSource = source;
		return this;
	}

	/**
	 * Sets the observer that learns how saves are grouped and written; by default, there
	 * is none.
	 */
	public JdbcRecorderBuilder appendObserver(AppendObserver value) {
		this.observer = Objects.requireNonNull(value, "value");
		return this;
	}

	/**
	 * Sets whether {@link JdbcRecorder#reset()} may delete everything that is stored;
	 * false by default. Only tests need it.
	 */
	public JdbcRecorderBuilder resettable(boolean allowed) {
		this.resettable = allowed;
		return this;
	}

	/**
	 * Sets the factory of the recorder's threads: two that send notifications and listen
	 * to them, and one that writes for callers in virtual threads. It must create
	 * platform threads; by default, these are daemon threads. The recorder sets their
	 * names.
	 */
	public JdbcRecorderBuilder threadFactory(ThreadFactory factory) {
		this.threadFactory = Objects.requireNonNull(factory, "factory");
		return this;
	}

	/**
	 * Builds the recorder, which connects to the database.
	 * @throws io.eventsourcing.persistence.jdbc.schema.UnsupportedDatabaseException if
	 * the database is neither H2 nor PostgreSQL
	 * @throws ThreadBoundDataSourceException if the data source chooses a database by the
	 * calling thread, and the maximum group size is not 1
	 */
	public JdbcRecorder build() {
		if (this.maxGroupSize > 1 && ThreadBoundDataSource.isOne(this.dataSource)) {
			throw new ThreadBoundDataSourceException(this.dataSource);
		}
		PlatformTransactionManager manager = (this.transactionManager != null) ? this.transactionManager
				: new JdbcTransactionManager(this.dataSource);
		String channel = (this.notificationChannel != null) ? this.notificationChannel : this.schema.value();
		DataSource listenerSource = (this.listenerDataSource != null) ? this.listenerDataSource : this.dataSource;
		return new JdbcRecorder(this.dataSource, manager,
				new JdbcSettings(this.schema, this.lockTimeout, this.networkTimeout, this.maxGroupSize,
						this.maxPayloadSize.toBytes(), this.notifications, channel, listenerSource, this.observer,
						this.resettable, this.threadFactory));
	}

}
