package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.AppendLockHeldException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The Spring transaction of the current thread on the store's data source, if one is
 * active. Thread-safe.
 * <p>
 * It asks the transaction manager, because a connection that is bound to the thread is no
 * proof: it may have been borrowed within the transaction of another database.
 */
public final class SpringTransaction {

	/**
	 * The definition with which the store takes part in a transaction. It is read-only,
	 * so that it also fits read-only transactions.
	 */
	private static final DefaultTransactionDefinition TAKE_PART = new DefaultTransactionDefinition(
			DefaultTransactionDefinition.PROPAGATION_SUPPORTS);

	static {
		TAKE_PART.setReadOnly(true);
	}

	private final DataSource dataSource;

	private final PlatformTransactionManager transactionManager;

	private final boolean limitsStatements;

	private final boolean autoCommitByDefault;

	private final CallerTransactions transactions;

	/**
	 * @param dataSource the data source of the event store
	 * @param transactionManager the manager of the transactions in which the store takes
	 * part
	 * @param limitsStatements whether the database can limit the time of a single
	 * statement
	 * @param autoCommitByDefault the auto-commit mode of a connection that has not been
	 * changed
	 * @throws IllegalArgumentException if the manager manages another data source
	 */
	public SpringTransaction(DataSource dataSource, PlatformTransactionManager transactionManager,
			boolean limitsStatements, boolean autoCommitByDefault) {
		this.dataSource = dataSource;
		this.transactionManager = transactionManager;
		this.limitsStatements = limitsStatements;
		this.autoCommitByDefault = autoCommitByDefault;
		if (transactionManager instanceof ResourceTransactionManager manager
				&& manager.getResourceFactory() instanceof DataSource managed
				&& TargetDataSource.of(managed) != TargetDataSource.of(dataSource)) {
			throw new IllegalArgumentException(
					"The transaction manager " + manager + " manages another data source than that of the event store");
		}
		this.transactions = new CallerTransactions(transactionManager, this::boundConnection);
	}

	/**
	 * Returns whether such a transaction is active and has not been completed.
	 * @throws EventSourcingException if another transaction manager has begun a
	 * transaction on the store's data source, because writes would not be part of it
	 */
	public boolean isActive() throws SQLException {
		CallerTransaction known = this.transactions.find();
		if (known != null) {
			return known.isOpen();
		}
		if (!TransactionSynchronizationManager.isActualTransactionActive() && !mayBeUnsynchronized()) {
			return false;
		}
		TransactionStatus status = this.transactionManager.getTransaction(TAKE_PART);
		this.transactionManager.commit(status);
		if (status.hasTransaction()) {
			return true;
		}
		refuseUnknownTransaction();
		return false;
	}

	/**
	 * Returns whether a manager that does not synchronize may have begun a transaction,
	 * which only the connection shows. In a method with SUPPORTS, which does synchronize,
	 * a bound connection has no transaction, whatever its auto-commit mode.
	 */
	private boolean mayBeUnsynchronized() {
		return !TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.hasResource(this.dataSource);
	}

	/**
	 * Rejects work outside the caller's transactions that needs the append lock, if one
	 * of these transactions holds the lock: the work would wait for its own thread.
	 * @param exception creates the exception, from the name of the transaction
	 */
	public void requireAppendLockNotHeld(Function<@Nullable String, ? extends RuntimeException> exception) {
		this.transactions.requireNoHolderOfAppendLock(null, exception);
	}

	/**
	 * Appends events in the transaction.
	 * @param guards enters the guard that is held from the first append of the
	 * transaction to its end
	 * @param append the work
	 * @param afterCommit runs once after the commit, however many appends request it
	 * @param onRollback runs if the append is rolled back, or null for no action
	 */
	public long append(Supplier<? extends TransactionGuard> guards, ConnectionCallback<Long> append,
			Runnable afterCommit, @Nullable Runnable onRollback) throws SQLException {
		DataSource shared = requireShared();
		CallerTransaction transaction = this.transactions.current();
		transaction.requireWritable();
		this.transactions.requireNoHolderOfAppendLock(transaction, AppendLockHeldException::forSave);
		return transaction.save(guards, () -> run(shared, append), afterCommit, onRollback);
	}

	/** Performs work on the connection of the transaction. */
	public <T extends @Nullable Object> T run(ConnectionCallback<T> work) throws SQLException {
		return run(requireShared(), work);
	}

	private DataSource requireShared() {
		DataSource bound = boundDataSource();
		if (bound == null || !TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new EventSourcingException("The transaction manager " + this.transactionManager
					+ " does not share its connection or does not synchronize, so the event store cannot take part "
					+ "in its transactions. Give the event store the transaction manager of its data source.");
		}
		return bound;
	}

	private <T extends @Nullable Object> T run(DataSource bound, ConnectionCallback<T> work) throws SQLException {
		if (hasTimeout(bound) && this.limitsStatements) {
			try (Connection connection = new TransactionAwareDataSourceProxy(bound).getConnection()) {
				return work.doInConnection(connection);
			}
		}
		Connection connection = DataSourceUtils.doGetConnection(bound);
		try {
			return work.doInConnection(connection);
		}
		finally {
			DataSourceUtils.doReleaseConnection(connection, bound);
		}
	}

	/**
	 * Returns whether the transaction has a timeout. Only then does the proxy limit the
	 * time of each statement, because this has a cost.
	 * @throws org.springframework.transaction.TransactionTimedOutException if the timeout
	 * has expired
	 */
	private static boolean hasTimeout(DataSource bound) {
		if (TransactionSynchronizationManager.getResource(bound) instanceof ConnectionHolder holder
				&& holder.hasTimeout()) {
			holder.getTimeToLiveInMillis();
			return true;
		}
		return false;
	}

	/**
	 * Rejects a transaction of another manager, because events would be kept when that
	 * transaction is rolled back. Such a transaction is recognised by auto-commit mode
	 * that has been switched off; if a pool does so for every connection, it cannot be
	 * recognised.
	 */
	private void refuseUnknownTransaction() throws SQLException {
		DataSource bound = boundDataSource();
		if (bound == null) {
			return;
		}
		Connection connection = DataSourceUtils.doGetConnection(bound);
		try {
			if (this.autoCommitByDefault && !connection.getAutoCommit()) {
				throw new EventSourcingException(
						"The data source of the event store takes part in a transaction that " + this.transactionManager
								+ " does not know. Give the event store the transaction manager that began it.");
			}
		}
		finally {
			DataSourceUtils.doReleaseConnection(connection, bound);
		}
	}

	/**
	 * Returns the data source as the transaction manager knows it: the store's own, or a
	 * proxy of it.
	 */
	private @Nullable DataSource boundDataSource() {
		if (TransactionSynchronizationManager.hasResource(this.dataSource)) {
			return this.dataSource;
		}
		DataSource target = TargetDataSource.of(this.dataSource);
		for (Map.Entry<Object, Object> resource : TransactionSynchronizationManager.getResourceMap().entrySet()) {
			if (resource.getValue() instanceof ConnectionHolder && resource.getKey() instanceof DataSource bound
					&& TargetDataSource.of(bound) == target) {
				return bound;
			}
		}
		return null;
	}

	private @Nullable Object boundConnection() {
		DataSource bound = boundDataSource();
		return (bound != null) ? TransactionSynchronizationManager.getResource(bound) : null;
	}

}
