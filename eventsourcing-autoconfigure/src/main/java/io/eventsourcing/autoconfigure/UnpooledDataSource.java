package io.eventsourcing.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.UnsupportedDataSourcePropertyException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Opens connections like those of a pool, but outside of it: one that is kept for long
 * would take a place that others wait for, all of a pool of one. From a data source whose
 * URL, user and password cannot be read, connections are borrowed.
 */
final class UnpooledDataSource extends AbstractDataSource {

	private final DataSource pool;

	UnpooledDataSource(DataSource pool) {
		this.pool = pool;
	}

	/** Looks at the pool each time, because passwords change. */
	@Override
	public Connection getConnection() throws SQLException {
		SimpleDriverDataSource likeThePool = likeThePool();
		return (likeThePool.getUrl() != null) ? likeThePool.getConnection() : this.pool.getConnection();
	}

	private SimpleDriverDataSource likeThePool() {
		try {
			return DataSourceBuilder.derivedFrom(TransactionManagerChoice.target(this.pool))
				.type(SimpleDriverDataSource.class)
				.build();
		}
		catch (UnsupportedDataSourcePropertyException ex) {
			return new SimpleDriverDataSource();
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.pool.getConnection(username, password);
	}

}
