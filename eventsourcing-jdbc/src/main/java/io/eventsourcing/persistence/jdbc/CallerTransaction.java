package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds the transaction of the caller, if it has one on our database.
 * <p>
 * The transaction manager is asked, because a connection that is bound to the thread
 * proves nothing: it may have been borrowed within the transaction of another database.
 */
final class CallerTransaction {

	/** Its end. */
	static final TransactionEnd END = new CallerTransactionEnd();

	/** Read-only, so that it may also take part in read-only transactions. */
	private static final DefaultTransactionDefinition TAKE_PART = new DefaultTransactionDefinition(
			DefaultTransactionDefinition.PROPAGATION_SUPPORTS);

	static {
		TAKE_PART.setReadOnly(true);
	}

	private final DataSource dataSource;

	private final PlatformTransactionManager transactionManager;

	private final boolean limitsStatements;

	private final EndedTransactions ended = new EndedTransactions(this::boundConnection);

	/**
	 * @param limitsStatements whether the database can limit the time of one statement
	 */
	CallerTransaction(DataSource dataSource, PlatformTransactionManager transactionManager, boolean limitsStatements) {
		this.dataSource = dataSource;
		this.transactionManager = transactionManager;
		this.limitsStatements = limitsStatements;
		if (transactionManager instanceof ResourceTransactionManager manager
				&& manager.getResourceFactory() instanceof DataSource managed
				&& target(managed) != target(dataSource)) {
			throw new IllegalArgumentException(
					"The transaction manager " + manager + " manages another data source than that of the event store");
		}
		if (transactionManager instanceof ConfigurableTransactionManager manager) {
			this.ended.watch(manager);
		}
	}

	boolean isActive() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.hasResource(this.dataSource)) {
			return false;
		}
		TransactionStatus status = this.transactionManager.getTransaction(TAKE_PART);
		this.transactionManager.commit(status);
		if (status.hasTransaction()) {
			return !this.ended.haveCurrent();
		}
		refuseStrangeTransaction();
		return false;
	}

	<T> T run(SqlWork<T> work) throws SQLException {
		DataSource bound = boundDataSource();
		if (bound == null || !TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new EventSourcingException("The transaction manager " + this.transactionManager
					+ " does not share its connection or does not synchronize, so that the event store cannot take part "
					+ "in its transactions. Give the event store the transaction manager of its data source.");
		}
		if (hasTimeout(bound) && this.limitsStatements) {
			try (Connection connection = new TransactionAwareDataSourceProxy(bound).getConnection()) {
				return work.run(connection);
			}
		}
		Connection connection = DataSourceUtils.doGetConnection(bound);
		try {
			return work.run(connection);
		}
		finally {
			DataSourceUtils.doReleaseConnection(connection, bound);
		}
	}

	/**
	 * If it has, the proxy tells each statement how long it may take, which is not for
	 * free.
	 * @throws TransactionTimedOutException if its time is up
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
	 * Without this, events would be kept when the caller's transaction is rolled back.
	 */
	private void refuseStrangeTransaction() {
		DataSource bound = boundDataSource();
		if (bound == null) {
			return;
		}
		try {
			Connection connection = DataSourceUtils.doGetConnection(bound);
			try {
				if (!connection.getAutoCommit()) {
					throw new EventSourcingException(
							"The data source of the event store takes part in a transaction that "
									+ this.transactionManager
									+ " does not know. Give the event store the transaction manager "
									+ "that began it.");
				}
			}
			finally {
				DataSourceUtils.doReleaseConnection(connection, bound);
			}
		}
		catch (SQLException ex) {
			throw SqlFailures.translate("Looking at the caller's transaction", ex);
		}
	}

	/** The data source as the transaction manager knows it: ours, or a proxy of it. */
	private @Nullable DataSource boundDataSource() {
		if (TransactionSynchronizationManager.hasResource(this.dataSource)) {
			return this.dataSource;
		}
		DataSource target = target(this.dataSource);
		for (Map.Entry<Object, Object> resource : TransactionSynchronizationManager.getResourceMap().entrySet()) {
			if (resource.getValue() instanceof ConnectionHolder && resource.getKey() instanceof DataSource bound
					&& target(bound) == target) {
				return bound;
			}
		}
		return null;
	}

	private @Nullable Object boundConnection() {
		DataSource bound = boundDataSource();
		return (bound != null) ? TransactionSynchronizationManager.getResource(bound) : null;
	}

	private static DataSource target(DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
			return target(proxy.getTargetDataSource());
		}
		return dataSource;
	}

}
