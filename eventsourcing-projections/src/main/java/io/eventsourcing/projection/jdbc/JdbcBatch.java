package io.eventsourcing.projection.jdbc;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the updates of a transaction and sends them in JDBC batches before the
 * transaction commits, so that a handler that issues one update per event is about as
 * fast as hand-written JDBC batches.
 * <p>
 * Updates are executed in the order in which they were issued. Consecutive updates with
 * the same SQL share a batch, so a handler that alternates between different statements
 * gains nothing unless it declares with {@link #forKey(Object)} which updates are
 * independent of each other.
 * <p>
 * Until they are sent, updates are invisible to queries, including those of the same
 * transaction, and their parameters must not be modified. They are sent when the
 * transaction is about to commit, when 1000 of them have been collected, and by
 * {@link #flush()}. Errors such as violated constraints are reported only then, as a
 * {@link JdbcBatchException}. If the transaction is rolled back, all updates are undone
 * or discarded.
 * <p>
 * Thread-safe: updates are collected separately for each transaction.
 */
public final class JdbcBatch {

	/**
	 * The number of collected updates at which they are sent, to limit the use of memory.
	 */
	static final int LIMIT = 1000;

	private final JdbcTemplate jdbcTemplate;

	private final int limit;

	/**
	 * Creates a batch writer.
	 * @param jdbcTemplate executes the batches; it determines the data source, the query
	 * timeout and the translation of exceptions
	 */
	public JdbcBatch(JdbcTemplate jdbcTemplate) {
		this(jdbcTemplate, LIMIT);
	}

	JdbcBatch(JdbcTemplate jdbcTemplate, int limit) {
		this.jdbcTemplate = jdbcTemplate;
		this.limit = limit;
	}

	/**
	 * Adds an update to the current transaction. It is executed after all updates that
	 * were issued before it. The number of affected rows is not available; where it
	 * matters, call {@link #flush()}, then use a {@code JdbcTemplate} or
	 * {@code JdbcClient}.
	 * @param sql an insert, update, delete or merge statement with {@code ?} placeholders
	 * @param parameters the values of the placeholders, converted as by
	 * {@code JdbcTemplate}
	 * @throws EventSourcingException if no transaction is active on the data source
	 * @throws JdbcBatchException if this update is the one at which the collected updates
	 * are sent, and a batch fails
	 */
	public void update(String sql, @Nullable Object... parameters) {
		update(null, sql, parameters);
	}

	/**
	 * Returns a view of this batch writer whose updates keep their order among updates
	 * with an equal key, but may be executed before or after updates with other keys. Use
	 * it for handlers that issue different statements, so that updates with the same SQL
	 * can share a batch. Updates of the same row need the same key. Updates without a key
	 * keep their order relative to all others.
	 * <p>
	 * If all updates in a batch have {@link Comparable} keys of one class, they are
	 * executed in the order of their keys, so that concurrent transactions lock the rows
	 * in the same order.
	 * @param key identifies what the updates write, such as the id of an aggregate or of
	 * a row
	 */
	public KeyedBatch forKey(Object key) {
		return new KeyedBatch(this, key);
	}

	/**
	 * Sends the collected updates of the current transaction, for example so that a query
	 * sees them. Does nothing if there are none.
	 * @throws JdbcBatchException if a batch failed
	 */
	public void flush() {
		BatchSynchronization synchronization = current();
		if (synchronization != null) {
			synchronization.flush();
		}
	}

	void update(@Nullable Object key, String sql, @Nullable Object[] parameters) {
		BatchSynchronization synchronization = current();
		if (synchronization == null) {
			synchronization = BatchSynchronization.register(this, this.jdbcTemplate, this.limit);
		}
		synchronization.add(sql, key, parameters.clone());
	}

	private @Nullable BatchSynchronization current() {
		return (BatchSynchronization) TransactionSynchronizationManager.getResource(this);
	}

}
