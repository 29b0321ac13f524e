package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.AppendListeners;
import io.eventsourcing.persistence.EventRange;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Recorder;
import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps events in PostgreSQL or H2, in the tables of an {@link EventSourcingSchema}.
 * <p>
 * What is done within a Spring transaction on the same data source belongs to that
 * transaction. A transaction that has inserted events keeps all others from doing so
 * until it ends: keep it short, and insert last. Everything else is a transaction of its
 * own. Failures of the database are Spring's {@code DataAccessException}s. Safe for use
 * by many threads.
 */
public final class JdbcRecorder implements Recorder {

	private final AppendListeners listeners = new AppendListeners();

	private final Connections connections;

	private final CallerTransaction callerTransaction;

	private final EventInsert eventInsert;

	private final EventReader reader;

	private final RefusedSave refusedSave;

	private final SqlFailures failures;

	private final KnownVersions knownVersions = new KnownVersions();

	private final GroupCommit groupCommit;

	private JdbcRecorder(Builder builder) {
		this.connections = new Connections(builder.dataSource);
		this.callerTransaction = new CallerTransaction(builder.dataSource, builder.transactionManager());
		this.failures = new SqlFailures(builder.lockTimeout);
		this.reader = new EventReader(builder.schema);
		this.refusedSave = new RefusedSave(builder.schema);
		this.eventInsert = switch (dialect(this.connections)) {
			case H2 -> new H2EventInsert(builder.schema, builder.lockTimeout);
			case POSTGRESQL -> new PostgresEventInsert(builder.schema, builder.lockTimeout);
		};
		this.groupCommit = new GroupCommit(new OwnTransactions(this.connections, this.eventInsert, this.refusedSave,
				this.failures, this.knownVersions), 500, builder.lockTimeout, this.listeners::fire);
	}

	/** Begins to build a recorder that draws connections from the data source. */
	public static Builder builder(DataSource dataSource) {
		return new Builder(dataSource);
	}

	@Override
	public long insertEvents(List<StoredEvent> events) {
		Save save = Save.of(events);
		if (this.callerTransaction.isActive()) {
			return insertWithCaller(save);
		}
		return this.groupCommit.append(save);
	}

	private long insertWithCaller(Save save) {
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new EventSourcingException("Events cannot be saved in a read-only transaction. "
					+ "Take readOnly = true off the transaction that calls this.");
		}
		try {
			long firstId = this.callerTransaction.run((connection) -> insert(connection, save));
			TransactionSynchronizationManager.registerSynchronization(new AppendSignal(this.listeners));
			return firstId;
		}
		catch (SQLException ex) {
			throw this.failures.translateAppend(save, ex);
		}
	}

	private long insert(Connection connection, Save save) throws SQLException {
		while (true) {
			long firstId = this.eventInsert.insert(connection, List.of(save))[0];
			if (firstId != 0) {
				return firstId;
			}
			this.refusedSave.explain(connection, save);
		}
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		read("Reading events", (connection) -> {
			this.reader.selectEvents(connection, originatorId, range, consumer);
			return originatorId;
		});
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		return read("Reading notifications", (connection) -> this.reader.selectNotifications(connection, query));
	}

	@Override
	public long maxNotificationId() {
		return read("Reading the last notification id", this.reader::maxNotificationId);
	}

	private <T> T read(String task, SqlWork<T> work) {
		try {
			return this.callerTransaction.isActive() ? this.callerTransaction.run(work)
					: this.connections.autoCommit(work);
		}
		catch (SQLException ex) {
			throw SqlFailures.translate(task, ex);
		}
	}

	@Override
	public Registration onAppend(Runnable listener) {
		return this.listeners.add(listener);
	}

	@Override
	public void afterRollback(Runnable action) {
		if (this.callerTransaction.isActive()) {
			TransactionSynchronizationManager.registerSynchronization(new RollbackAction(action));
		}
	}

	private static Dialect dialect(Connections connections) {
		try {
			return connections.autoCommit(Dialect::of);
		}
		catch (SQLException ex) {
			throw SqlFailures.translate("Looking at the database of the event store", ex);
		}
	}

	/** Collects the settings of a recorder; all but the data source have defaults. */
	public static final class Builder {

		private final DataSource dataSource;

		private @Nullable PlatformTransactionManager transactionManager;

		private SchemaName schema = new SchemaName(EventSourcingSchema.DEFAULT_NAME);

		private Duration lockTimeout = Duration.ofSeconds(10);

		private Builder(DataSource dataSource) {
			DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy)
					? proxy.getTargetDataSource() : dataSource;
			this.dataSource = (target != null) ? target : dataSource;
		}

		/**
		 * Whose transactions the recorder takes part in, for example a
		 * {@code JpaTransactionManager}; by default any
		 * {@link DataSourceTransactionManager} of the data source.
		 */
		public Builder transactionManager(PlatformTransactionManager transactionManager) {
			this.transactionManager = transactionManager;
			return this;
		}

		/**
		 * The schema with the tables, {@value EventSourcingSchema#DEFAULT_NAME} by
		 * default.
		 */
		public Builder schema(String name) {
			this.schema = new SchemaName(name);
			return this;
		}

		/**
		 * How long to wait while other transactions keep events from being appended; 10
		 * seconds by default, at least a millisecond.
		 */
		public Builder lockTimeout(Duration timeout) {
			if (timeout.toMillis() < 1) {
				throw new IllegalArgumentException("The lock timeout must be at least 1 ms, not " + timeout);
			}
			this.lockTimeout = timeout;
			return this;
		}

		/**
		 * Builds the recorder, connecting to the database once.
		 * @throws UnsupportedDatabaseException if it is neither H2 nor PostgreSQL
		 */
		public JdbcRecorder build() {
			return new JdbcRecorder(this);
		}

		private PlatformTransactionManager transactionManager() {
			return (this.transactionManager != null) ? this.transactionManager
					: new JdbcTransactionManager(this.dataSource);
		}

	}

}
