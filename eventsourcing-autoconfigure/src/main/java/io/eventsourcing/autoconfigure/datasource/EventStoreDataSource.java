package io.eventsourcing.autoconfigure.datasource;

import javax.sql.DataSource;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The data source that was chosen for the event store. Not itself a {@link DataSource}
 * bean, so that it is in nobody's way.
 *
 * @param dataSource the data source
 */
public record EventStoreDataSource(DataSource dataSource) {

	/**
	 * Returns where to get a connection from that no transaction uses. Beans that are
	 * created on first use may be created within a transaction of the caller, which may
	 * have the only connection of the pool: waiting for another one would be a deadlock.
	 */
	public DataSource outsideOfTransactions() {
		return TransactionSynchronizationManager.isActualTransactionActive() ? new UnpooledDataSource(this.dataSource)
				: this.dataSource;
	}

}
