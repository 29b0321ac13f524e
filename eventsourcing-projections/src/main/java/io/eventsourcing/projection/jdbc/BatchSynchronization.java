package io.eventsourcing.projection.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.projection.binding.CurrentNotification;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The collected updates of one transaction, which are sent before its commit. Belongs to
 * the thread of the transaction.
 */
final class BatchSynchronization implements TransactionSynchronization {

	private enum Phase {

		/** Updates are collected. */
		COLLECTING,

		/** The collected updates have been sent, so further ones are sent at once. */
		COMMITTING,

		/** The transaction no longer takes updates. */
		COMPLETING

	}

	private final Object resourceKey;

	private final JdbcTemplate jdbcTemplate;

	private final int limit;

	private PendingUpdates pending = new PendingUpdates();

	private Phase phase = Phase.COLLECTING;

	private @Nullable RuntimeException failure;

	private BatchSynchronization(Object resourceKey, JdbcTemplate jdbcTemplate, int limit) {
		this.resourceKey = resourceKey;
		this.jdbcTemplate = jdbcTemplate;
		this.limit = limit;
	}

	/**
	 * Binds an empty collection of updates to the current transaction.
	 * @param resourceKey the key under which the collection is bound
	 */
	static BatchSynchronization register(Object resourceKey, JdbcTemplate jdbcTemplate, int limit) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()
				|| hasAutoCommit(jdbcTemplate.getDataSource())) {
			throw new EventSourcingException("JdbcBatch has been called outside a transaction on its data source, "
					+ "so nothing would ever send the update. Call it from the handlers of a projection, from a "
					+ "@Transactional method or within a TransactionTemplate, or use JdbcTemplate instead.");
		}
		BatchSynchronization synchronization = new BatchSynchronization(resourceKey, jdbcTemplate, limit);
		TransactionSynchronizationManager.registerSynchronization(synchronization);
		TransactionSynchronizationManager.bindResource(resourceKey, synchronization);
		return synchronization;
	}

	/** Returns whether the active transaction is on another data source. */
	private static boolean hasAutoCommit(@Nullable DataSource dataSource) {
		if (dataSource == null) {
			return true;
		}
		Connection connection = DataSourceUtils.getConnection(dataSource);
		try {
			return connection.getAutoCommit();
		}
		catch (SQLException ex) {
			throw new EventSourcingException("Cannot determine whether a transaction is active on the data source", ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource);
		}
	}

	void add(String sql, @Nullable Object key, @Nullable Object[] parameters) {
		requireNoFailure();
		if (this.phase == Phase.COMPLETING) {
			throw new EventSourcingException("JdbcBatch has been called after the commit of its transaction, "
					+ "so the update would be lost. Call it in a new transaction.");
		}
		this.pending.add(sql, new PendingUpdate(key, parameters, CurrentNotification.id()));
		if (this.phase == Phase.COMMITTING || this.pending.size() >= this.limit) {
			flush();
		}
	}

	@Override
	public void flush() {
		requireNoFailure();
		PendingUpdates sent = this.pending;
		this.pending = new PendingUpdates();
		try {
			sent.send(this.jdbcTemplate);
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Rejects work after a failure, because some updates are missing: a caller that has
	 * caught the exception must not commit the rest.
	 */
	private void requireNoFailure() {
		if (this.failure != null) {
			throw new EventSourcingException("A batch of this transaction has failed and its updates are missing, "
					+ "so the transaction must be rolled back. Do not catch the exception within the transaction.",
					this.failure);
		}
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		flush();
		this.phase = Phase.COMMITTING;
	}

	@Override
	public void beforeCompletion() {
		this.phase = Phase.COMPLETING;
	}

	/** Spring logs the exception that reports lost updates. */
	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.resourceKey);
		if (status == STATUS_COMMITTED && this.pending.size() > 0) {
			throw new EventSourcingException(
					"%d updates were lost, because JdbcBatch was first called while the transaction was committing. "
						.formatted(this.pending.size()) + "Call it before the transaction begins to commit.");
		}
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResource(this.resourceKey);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(this.resourceKey, this);
	}

	/**
	 * Requires that there are no collected updates when a nested transaction begins: they
	 * would be sent within it, so its rollback would undo them although they were issued
	 * before.
	 */
	@Override
	public void savepoint(Object savepoint) {
		requireNoFailure();
		if (this.pending.size() > 0) {
			throw new EventSourcingException("JdbcBatch has collected %d updates, which a rollback to the savepoint "
				.formatted(this.pending.size()) + "could undo. Call flush() before the nested transaction.");
		}
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.pending = new PendingUpdates();
		this.failure = null;
	}

}
