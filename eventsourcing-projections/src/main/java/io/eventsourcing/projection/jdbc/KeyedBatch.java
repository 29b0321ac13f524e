package io.eventsourcing.projection.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Adds updates with a common key to a {@link JdbcBatch}, which keep their order among
 * each other. Thread-safe.
 */
public final class KeyedBatch {

	private final JdbcBatch batch;

	private final Object key;

	KeyedBatch(JdbcBatch batch, Object key) {
		this.batch = batch;
		this.key = key;
	}

	/**
	 * Adds an update to the current transaction. It is executed after all updates with
	 * the same key or without a key that were issued before it.
	 * @param sql an insert, update, delete or merge statement with {@code ?} placeholders
	 * @param parameters the values of the placeholders, converted as by
	 * {@code JdbcTemplate}
	 * @throws io.eventsourcing.domain.EventSourcingException if no transaction is active
	 * on the data source
	 * @throws JdbcBatchException if this update is the one at which the collected updates
	 * are sent, and a batch fails
	 */
	public void update(String sql, @Nullable Object... parameters) {
		this.batch.update(this.key, sql, parameters);
	}

}
