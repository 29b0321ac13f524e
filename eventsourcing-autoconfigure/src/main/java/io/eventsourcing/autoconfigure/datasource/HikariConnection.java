package io.eventsourcing.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.util.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * Opens a connection as a Hikari pool does, outside the pool. Loaded only if Hikari is on
 * the class path.
 */
final class HikariConnection {

	private HikariConnection() {
	}

	/**
	 * Opens a connection with the driver or data source of the pool and its current
	 * credentials.
	 * @return the connection, or null if the data source is not a Hikari pool or its
	 * credentials cannot be read
	 */
	static @Nullable Connection open(DataSource dataSource) throws SQLException {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
				HikariDataSource.class);
		if (pool == null || (pool.getCredentialsProvider() == null && pool.getCredentialsProviderClassName() != null)) {
			return null;
		}
		Connection connection = connect(source(pool), credentials(pool));
		initialize(connection, pool.getConnectionInitSql());
		return connection;
	}

	/**
	 * Returns the source of the pool's connections, which the pool creates when it lends
	 * its first connection.
	 */
	private static DataSource source(HikariDataSource pool) throws SQLException {
		if (!(pool.getHikariPoolMXBean() instanceof HikariPool)) {
			pool.getConnection().close();
		}
		return ((HikariPool) pool.getHikariPoolMXBean()).getUnwrappedDataSource();
	}

	private static Credentials credentials(HikariDataSource pool) {
		HikariCredentialsProvider provider = pool.getCredentialsProvider();
		return (provider != null) ? provider.getCredentials() : pool.getCredentials();
	}

	private static Connection connect(DataSource source, @Nullable Credentials credentials) throws SQLException {
		return (credentials != null && credentials.getUsername() != null)
				? source.getConnection(credentials.getUsername(), credentials.getPassword()) : source.getConnection();
	}

	private static void initialize(Connection connection, @Nullable String sql) throws SQLException {
		if (sql == null) {
			return;
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

}
