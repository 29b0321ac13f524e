package io.eventsourcing.persistence.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.AppendLockHeldException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.jdbc.append.GroupCommit;
import io.eventsourcing.persistence.jdbc.append.GroupObservation;
import io.eventsourcing.persistence.jdbc.append.GroupWriter;
import io.eventsourcing.persistence.jdbc.append.RecentVersions;
import io.eventsourcing.persistence.jdbc.lock.ConsumerLocks;
import io.eventsourcing.persistence.jdbc.lock.LockHolder;
import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.notify.Notifier;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.sql.ConflictFinder;
import io.eventsourcing.persistence.jdbc.sql.EventReader;
import io.eventsourcing.persistence.jdbc.sql.SqlErrors;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionCallback;
import io.eventsourcing.persistence.jdbc.transaction.Connections;
import io.eventsourcing.persistence.jdbc.transaction.SpringTransaction;
import io.eventsourcing.persistence.jdbc.transaction.ThreadBoundDataSource;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * Stores events in PostgreSQL or H2, in the tables of an
 * {@link io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema}. Thread-safe.
 * <p>
 * Reads and inserts within a Spring transaction on the same data source are part of that
 * transaction. A transaction that has inserted events prevents others from inserting
 * until it ends: keep it short, and insert last. Outside a Spring transaction, an
 * operation has a transaction of its own, or shares one with other concurrent saves.
 * Database errors are thrown as Spring's {@code DataAccessException}s.
 * <p>
 * On PostgreSQL, while the log is followed, a thread listens to the notifications of
 * other processes, on a connection of its own; another thread notifies other processes.
 * {@link #close()} ends both threads. Saves of virtual threads are written by a platform
 * thread, which ends by itself when it is idle.
 */
public final class JdbcRecorder implements ApplicationRecorder, ResettableRecorder, AutoCloseable {

	private static final Logger LOGGER = System.getLogger(JdbcRecorder.class.getName());

	private final AppendListeners listeners = new AppendListeners();

	private final Runnable appended = this::appended;

	private final JdbcSettings settings;

	private final boolean boundToThread;

	private final boolean suspendsInterrupts;

	private final Connections connections;

	private final SpringTransaction springTransaction;

	private final CallerTransactionInsert callerInsert;

	private final ConsumerLocks consumerLocks;

	private final RecentVersions recentVersions;

	private final GroupCommit groupCommit;

	private final EventReader reader;

	private final SaveOutcomes saveOutcomes;

	private final StoreReset storeReset;

	private final Notifier notifier;

	JdbcRecorder(DataSource dataSource, PlatformTransactionManager transactionManager, JdbcSettings settings) {
		this.settings = settings;
		this.boundToThread = ThreadBoundDataSource.isOne(dataSource);
		Connections unlimited = new Connections(dataSource);
		Database database = Database.of(dataSource, unlimited, settings);
		Dialect dialect = database.dialect();
		this.consumerLocks = database.consumerLocks();
		this.connections = unlimited.answeringWithin(settings.answerWithin(dialect, settings.lockTimeout()));
		this.suspendsInterrupts = dialect == Dialect.H2;
		Connections appending = unlimited.answeringWithin(settings.answerWithin(dialect, settings.lockWait()));
		LockTimeout lockTimeout = new LockTimeout(settings.lockTimeout(),
				this.boundToThread ? LockHolder.UNKNOWN : LockHolder.of(dialect, settings.schema(), this.connections));
		this.springTransaction = new SpringTransaction(dataSource, transactionManager, dialect.limitsStatements(),
				database.autoCommits());
		ConflictFinder conflictFinder = new ConflictFinder(settings.schema());
		this.callerInsert = new CallerTransactionInsert(this.springTransaction, database.callerEventInsert(),
				conflictFinder, lockTimeout, this.appended);
		this.recentVersions = new RecentVersions(!this.boundToThread);
		this.groupCommit = new GroupCommit(
				new GroupWriter(appending, database.eventInsert(), conflictFinder, this.recentVersions, lockTimeout),
				settings.maxGroupSize(), settings.lockTimeout(), this.appended,
				new GroupObservation(settings.observer()), settings.threads());
		this.reader = new EventReader(dialect, settings.schema());
		this.saveOutcomes = new SaveOutcomes(this.connections, database.callerEventInsert(), this.reader, lockTimeout);
		this.storeReset = new StoreReset(appending, database.callerEventInsert(), this.recentVersions, lockTimeout,
				dialect, settings.schema());
		this.notifier = notifier(dialect);
	}

	private Notifier notifier(Dialect dialect) {
		if (dialect == Dialect.H2 || this.boundToThread || !this.settings.notifications()) {
			return Notifier.NONE;
		}
		return Notifier.postgres(this.connections, this.settings.listenerSource(), this.settings.channel(),
				this.settings.threads(), this.listeners::fire);
	}

	/** Returns a builder for a recorder on the data source. */
	public static JdbcRecorderBuilder builder(DataSource dataSource) {
		return new JdbcRecorderBuilder(dataSource);
	}

	@Override
	public long insertEvents(Append append) {
		this.settings.requireStorable(append);
		long firstId;
		try (SuspendedInterrupt suspended = suspendInterrupt()) {
			boolean alone = append.progress() != null || !isInTransaction();
			firstId = alone ? insertAlone(append) : this.callerInsert.insert(append);
		}
		if (LOGGER.isLoggable(Level.DEBUG)) {
			LOGGER.log(Level.DEBUG, "Stored {0} as notifications from {1} on", append.events(), Long.toString(firstId));
		}
		return firstId;
	}

	private long insertAlone(Append append) {
		this.springTransaction.requireAppendLockNotHeld(AppendLockHeldException::forSave);
		ConsumerProgress progress = append.progress();
		return (progress == null) ? this.groupCommit.append(append)
				: this.consumerLocks.lockingFree(progress.consumer(), () -> this.groupCommit.append(append));
	}

	private void appended() {
		this.listeners.fire();
		this.notifier.notifyOthers();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * It waits for saves in progress, including those whose client no longer exists. On
	 * PostgreSQL, it terminates the sessions in which saves of this recorder have ended
	 * with an unknown outcome. It does not take part in the caller's transaction.
	 * @throws AppendLockHeldException if a transaction of the calling thread has inserted
	 * events and is still open
	 */
	@Override
	public List<StoredEvent> find(List<EventId> ids) {
		this.springTransaction.requireAppendLockNotHeld(AppendLockHeldException::forContains);
		try (SuspendedInterrupt suspended = suspendInterrupt()) {
			return this.saveOutcomes.find(ids);
		}
		catch (SQLException ex) {
			throw SqlErrors.translate("Finding events", ex);
		}
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		boolean inTransaction = isInTransaction();
		long version = read("Reading events", inTransaction,
				(connection) -> this.reader.selectEvents(connection, originatorId, range, consumer));
		if (version > 0 && !inTransaction && !range.descending()) {
			this.recentVersions.add(originatorId, version);
		}
		if (LOGGER.isLoggable(Level.DEBUG)) {
			LOGGER.log(Level.DEBUG, "Read the aggregate {0} to version {1}", originatorId, Long.toString(version));
		}
	}

	@Override
	public OptionalLong findNotificationId(EventId id) {
		return read("Finding a notification id", isInTransaction(),
				(connection) -> this.reader.findNotificationId(connection, id));
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		return read("Reading notifications", isInTransaction(),
				(connection) -> this.reader.selectNotifications(connection, query));
	}

	@Override
	public long maxNotificationId() {
		return read("Reading the last notification id", isInTransaction(), this.reader::maxNotificationId);
	}

	private <T extends @Nullable Object> T read(String task, boolean inTransaction, ConnectionCallback<T> work) {
		try (SuspendedInterrupt suspended = suspendInterrupt()) {
			return inTransaction ? this.springTransaction.run(work) : this.connections.read(work);
		}
		catch (EventReader.ConsumerException ex) {
			throw ex.failure();
		}
		catch (SQLException ex) {
			throw SqlErrors.translate(task, ex);
		}
	}

	private @Nullable SuspendedInterrupt suspendInterrupt() {
		return this.suspendsInterrupts ? SuspendedInterrupt.ofThisThread() : null;
	}

	@Override
	public boolean isInTransaction() {
		try {
			return this.springTransaction.isActive();
		}
		catch (SQLException ex) {
			throw SqlErrors.translate("Examining the transaction of the caller", ex);
		}
	}

	@Override
	public boolean isBoundToThread() {
		return this.boundToThread;
	}

	@Override
	public Registration onAppend(Runnable listener) {
		// before the notifier, whose thread calls all listeners as soon as it listens
		Registration registration = this.listeners.add(listener);
		Registration listening = this.notifier.listen();
		return () -> {
			registration.close();
			listening.close();
		};
	}

	/**
	 * Deletes all events, snapshots, positions, parked events, leases and types of
	 * events, and makes the next notification id 1. It waits for saves in progress, and
	 * does not take part in the caller's transaction.
	 * @throws AppendLockHeldException if a transaction of the calling thread has inserted
	 * events and is still open
	 * @throws IllegalStateException if this recorder is not
	 * {@link JdbcRecorderBuilder#resettable resettable}
	 */
	@Override
	public void reset() {
		requireResettable();
		this.springTransaction.requireAppendLockNotHeld(AppendLockHeldException::forReset);
		try (SuspendedInterrupt suspended = suspendInterrupt()) {
			this.storeReset.run();
		}
	}

	@Override
	public void requireResettable() {
		if (!this.settings.resettable()) {
			throw new IllegalStateException(
					"This event store must not be reset, because that would delete all events. If it is the store of a test, call resettable(true) on the JdbcRecorderBuilder with which the application builds it.");
		}
	}

	/**
	 * Stops exchanging notifications with other processes, and returns the connections
	 * used for them. All other operations continue to work.
	 */
	@Override
	public void close() {
		this.groupCommit.endIdleThread();
		this.notifier.close();
	}

}
