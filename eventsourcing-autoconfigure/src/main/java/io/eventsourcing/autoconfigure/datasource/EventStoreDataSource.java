package io.eventsourcing.autoconfigure.datasource;

import javax.sql.DataSource;

import io.eventsourcing.domain.Internal;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The data source that was chosen for the event store. It is not itself a
 * {@link DataSource} bean, so that it does not interfere with the data sources of the
 * application.
 *
 * @param dataSource the data source
 */
@Internal
public record EventStoreDataSource(DataSource dataSource) {

	/**
	 * Returns a source of connections that no transaction uses. Beans that are created on
	 * first use may be created within a transaction of the caller, which may hold the
	 * only connection of the pool: waiting for another one would be a deadlock.
	 */
	public DataSource outsideOfTransactions() {
		return TransactionSynchronizationManager.isActualTransactionActive() ? new UnpooledDataSource(this.dataSource)
				: this.dataSource;
	}

}
