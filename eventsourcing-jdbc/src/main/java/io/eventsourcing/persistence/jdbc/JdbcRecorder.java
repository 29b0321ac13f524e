package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps events in PostgreSQL or H2, in the tables of an {@link EventSourcingSchema}.
 * <p>
 * What is done within a Spring transaction on the same data source belongs to that
 * transaction. A transaction that has inserted events keeps all others from doing so
 * until it ends: keep it short, and insert last. Everything else is a transaction of its
 * own, or a common one of saves that come at the same time. Failures of the database are
 * Spring's {@code DataAccessException}s. Safe for use by many threads.
 * <p>
 * While the log is followed on PostgreSQL, a thread with a connection of its own waits
 * for the news of other processes; another thread tells them ours. {@link #close()} ends
 * both.
 */
public final class JdbcRecorder implements ApplicationRecorder, AutoCloseable {

	private final AppendListeners listeners = new AppendListeners();

	private final KnownVersions knownVersions = new KnownVersions();

	private final Runnable appended = this::appended;

	private final Connections connections;

	private final CallerTransaction callerTransaction;

	private final PayloadLimit payloadLimit;

	private final EventInsert eventInsert;

	private final EventReader reader;

	private final RefusedSave refusedSave;

	private final SqlFailures failures;

	private final GroupCommit groupCommit;

	private final WakeUps wakeUps;

	JdbcRecorder(DataSource dataSource, PlatformTransactionManager transactionManager, JdbcSettings settings) {
		this.connections = new Connections(dataSource);
		this.payloadLimit = new PayloadLimit(settings.maxPayloadSize());
		this.failures = new SqlFailures(settings.lockTimeout());
		this.reader = new EventReader(settings.schema());
		this.refusedSave = new RefusedSave(settings.schema());
		Dialect dialect = connect(dataSource, Dialect::of);
		this.callerTransaction = new CallerTransaction(dataSource, transactionManager, dialect.limitsStatements());
		this.eventInsert = connect(dataSource, (connection) -> settings.eventInsert(dialect, connection));
		this.wakeUps = settings.wakeUps(dialect, this.connections, this.listeners::fire);
		this.groupCommit = new GroupCommit(new OwnTransactions(this.connections, this.eventInsert, this.refusedSave,
				this.failures, this.knownVersions), settings, this.appended);
	}

	/** Begins to build a recorder that draws connections from the data source. */
	public static JdbcRecorderBuilder builder(DataSource dataSource) {
		return new JdbcRecorderBuilder(dataSource);
	}

	@Override
	public long insertEvents(Append append) {
		Save save = Save.of(append.events());
		this.payloadLimit.check(append.events());
		return this.callerTransaction.isActive() ? insertWithCaller(save, append.onRollback())
				: this.groupCommit.append(save);
	}

	private long insertWithCaller(Save save, @Nullable Runnable onRollback) {
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new EventSourcingException("Events cannot be saved in a read-only transaction. "
					+ "Take readOnly = true off the transaction that calls this.");
		}
		try {
			long firstId = this.callerTransaction.run((connection) -> insert(connection, save));
			TransactionSynchronizationManager.registerSynchronization(new AppendSignal(this.appended));
			if (onRollback != null) {
				TransactionSynchronizationManager.registerSynchronization(new RollbackAction(onRollback));
			}
			return firstId;
		}
		catch (SQLException ex) {
			throw this.failures.translateAppend(save, ex);
		}
	}

	private long insert(Connection connection, Save save) throws SQLException {
		while (true) {
			long firstId = this.eventInsert.insert(connection, List.of(save), CallerTransaction.END)[0];
			if (firstId != 0) {
				return firstId;
			}
			this.refusedSave.explain(connection, save);
		}
	}

	private void appended() {
		this.listeners.fire();
		this.wakeUps.tell();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Waits for the saves that are under way, also for those whose client has gone, so
	 * that the answer stays true. Takes no part in the transaction of the caller.
	 */
	@Override
	public boolean contains(List<StoredEvent> events) {
		try {
			return this.connections.transaction((connection, end) -> {
				this.eventInsert.lock(connection, end);
				return this.reader.contains(connection, events);
			});
		}
		catch (SQLException ex) {
			throw this.failures.translateLocked("Looking for events", ex);
		}
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		boolean withCaller = this.callerTransaction.isActive();
		read("Reading events", withCaller, (connection) -> {
			StoredEvent last = this.reader.selectEvents(connection, originatorId, range, consumer);
			if (last != null && !withCaller && !range.descending()) {
				this.knownVersions.add(originatorId, last.originatorVersion());
			}
			return originatorId;
		});
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		return read("Reading notifications", this.callerTransaction.isActive(),
				(connection) -> this.reader.selectNotifications(connection, query));
	}

	@Override
	public long maxNotificationId() {
		return read("Reading the last notification id", this.callerTransaction.isActive(),
				this.reader::maxNotificationId);
	}

	private <T> T read(String task, boolean withCaller, SqlWork<T> work) {
		try {
			return withCaller ? this.callerTransaction.run(work) : this.connections.autoCommit(work);
		}
		catch (SQLException ex) {
			throw SqlFailures.translate(task, ex);
		}
	}

	@Override
	public Registration onAppend(Runnable listener) {
		Registration registration = this.listeners.add(listener);
		Registration hearing = this.wakeUps.hear();
		return () -> {
			registration.close();
			hearing.close();
		};
	}

	/**
	 * Ends the exchange of news with other processes, and gives back the connections that
	 * it uses; everything else goes on.
	 */
	@Override
	public void close() {
		this.wakeUps.close();
	}

	/**
	 * A recorder that is created within a transaction of the caller looks at the database
	 * over the connection of that transaction: it may be the only one of the pool.
	 */
	private <T> T connect(DataSource dataSource, SqlWork<T> work) {
		try {
			if (!TransactionSynchronizationManager.hasResource(dataSource)) {
				return this.connections.autoCommit(work);
			}
			Connection connection = DataSourceUtils.doGetConnection(dataSource);
			try {
				return work.run(connection);
			}
			finally {
				DataSourceUtils.doReleaseConnection(connection, dataSource);
			}
		}
		catch (SQLException ex) {
			throw SqlFailures.translate("Looking at the database of the event store", ex);
		}
	}

}
