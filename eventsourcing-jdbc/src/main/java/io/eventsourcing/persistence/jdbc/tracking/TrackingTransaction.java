package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionErrors;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Performs work in new transactions of a Spring transaction manager, and makes sure that
 * the manager manages the data source of the positions. Thread-safe.
 */
final class TrackingTransaction {

	private final DataSource dataSource;

	private final PlatformTransactionManager transactionManager;

	private final TransactionOperations transaction;

	/**
	 * @throws IllegalArgumentException if the manager manages another data source
	 */
	TrackingTransaction(DataSource dataSource, PlatformTransactionManager transactionManager) {
		this.dataSource = dataSource;
		this.transactionManager = transactionManager;
		if (transactionManager instanceof ResourceTransactionManager manager
				&& manager.getResourceFactory() instanceof DataSource managed && managed != dataSource) {
			throw new IllegalArgumentException(wrongManager());
		}
		this.transaction = new TransactionTemplate(transactionManager,
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
	}

	private String wrongManager() {
		return ("The transaction manager %s does not manage the JDBC transactions of the data source that contains "
				+ "the table tracking, %s. Pass the transaction manager of that data source.")
			.formatted(this.transactionManager, this.dataSource);
	}

	<T extends @Nullable Object> T execute(TransactionCallback<T> work) {
		try {
			return this.transaction.execute((status) -> {
				requireManaged();
				T result = work.doInTransaction(status);
				if (!status.isRollbackOnly()) {
					requireIntact();
				}
				return result;
			});
		}
		catch (TransactionSystemException ex) {
			throw firstFailure(ex);
		}
	}

	/**
	 * Makes sure that the statements of the recorder are part of the transaction.
	 * Otherwise, the position would be committed without the work, or never.
	 */
	private void requireManaged() {
		if (!TransactionSynchronizationManager.hasResource(this.dataSource)) {
			throw new EventSourcingException(wrongManager());
		}
	}

	/**
	 * Rejects a transaction in which a statement has failed, but whose exception was
	 * caught. PostgreSQL would roll it back when it is asked to commit it, and the driver
	 * need not report that.
	 */
	private void requireIntact() {
		if (isAborted()) {
			throw new EventSourcingException(
					"A statement of the transaction has failed and its exception was caught, but PostgreSQL cannot commit a transaction after that. Avoid the exception, for example with 'on conflict do nothing', or execute the statement in a nested transaction (Propagation.NESTED).");
		}
	}

	private boolean isAborted() {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return ConnectionErrors.isAborted(connection);
		}
		catch (SQLException ex) {
			// The connection is closed; the commit reports that
			return false;
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	/**
	 * Returns the first failure if the rollback has failed as well because the connection
	 * was lost. Spring's exception does not show whether the work or the connection is
	 * the cause.
	 */
	private static RuntimeException firstFailure(TransactionSystemException ex) {
		Throwable first = ex.getApplicationException();
		if (first == null) {
			boolean lost = ex.getCause() instanceof SQLException cause && ConnectionErrors.isOutcomeUnknown(cause);
			return lost ? new DataAccessResourceFailureException(
					"The connection was lost during the commit, so it is unknown whether the position has moved", ex)
					: ex;
		}
		first.addSuppressed(ex);
		if (first instanceof Error error) {
			throw error;
		}
		return (first instanceof RuntimeException failure) ? failure : ex;
	}

}
