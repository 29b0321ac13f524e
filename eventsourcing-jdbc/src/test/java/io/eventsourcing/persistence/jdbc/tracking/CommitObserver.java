package io.eventsourcing.persistence.jdbc.tracking;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Executes a query in each transaction, before it is committed. */
final class CommitObserver extends DelegatingDataSource {

	private final List<String> observed = new CopyOnWriteArrayList<>();

	private final String query;

	CommitObserver(DataSource target, String query) {
		super(target);
		this.query = query;
	}

	/** Returns the results of the query. */
	List<String> observed() {
		return this.observed;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection target = super.getConnection();
		return (Connection) Proxy.newProxyInstance(CommitObserver.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("commit")) {
						observe(target);
					}
					try {
						return method.invoke(target, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private void observe(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.query)) {
			row.next();
			this.observed.add(row.getString(1));
		}
	}

}
