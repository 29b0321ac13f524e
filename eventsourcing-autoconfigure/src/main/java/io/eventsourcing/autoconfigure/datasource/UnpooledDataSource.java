package io.eventsourcing.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.eventsourcing.domain.Internal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.UnsupportedDataSourcePropertyException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * Opens connections like those of a pool, but outside it: a long-lived connection would
 * occupy a place that other threads wait for, or the only place in a pool of size one.
 * <p>
 * For a Hikari pool, it uses the source and the credentials with which the pool opens its
 * own connections. For other pools, it reads the URL, the user and the password; if these
 * cannot be read, connections are borrowed from the pool.
 */
@Internal
public final class UnpooledDataSource extends AbstractDataSource {

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			UnpooledDataSource.class.getClassLoader());

	private final DataSource pool;

	public UnpooledDataSource(DataSource pool) {
		this.pool = pool;
	}

	/**
	 * Opens a connection. The settings of the pool are read each time, because passwords
	 * change.
	 */
	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = HIKARI_PRESENT ? HikariConnection.open(this.pool) : null;
		return (connection != null) ? connection : openByUrl();
	}

	private Connection openByUrl() throws SQLException {
		SimpleDriverDataSource likeThePool = likeThePool();
		return (likeThePool != null && likeThePool.getUrl() != null) ? likeThePool.getConnection()
				: this.pool.getConnection();
	}

	private @Nullable SimpleDriverDataSource likeThePool() {
		try {
			return DataSourceBuilder.derivedFrom(DataSourceUnwrapper.unwrapRoot(this.pool))
				.type(SimpleDriverDataSource.class)
				.build();
		}
		catch (UnsupportedDataSourcePropertyException ex) {
			return null;
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.pool.getConnection(username, password);
	}

}
