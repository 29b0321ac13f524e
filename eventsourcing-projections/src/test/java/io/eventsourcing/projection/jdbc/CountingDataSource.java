package io.eventsourcing.projection.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Records how prepared statements are executed on another data source. */
final class CountingDataSource extends DelegatingDataSource {

	private final List<String> executions = new ArrayList<>();

	CountingDataSource(DataSource target) {
		super(target);
	}

	synchronized void reset() {
		this.executions.clear();
	}

	/** Returns the updates that were executed since the last reset. */
	synchronized List<String> executions() {
		return this.executions.stream().filter((execution) -> !execution.startsWith("select")).toList();
	}

	private synchronized void record(String execution) {
		this.executions.add(execution);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return proxy(Connection.class, connection, (method, arguments, result) -> {
			if (method.equals("prepareStatement")) {
				return statement((PreparedStatement) result, (String) arguments[0]);
			}
			return result;
		});
	}

	private PreparedStatement statement(PreparedStatement statement, String sql) {
		int[] added = { 0 };
		return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
			switch (method) {
				case "addBatch" -> added[0]++;
				case "executeBatch" -> record("batch of " + added[0] + ": " + sql);
				case "executeUpdate" -> record(sql);
				default -> {
				}
			}
			return result;
		});
	}

	/** Sees each result of a call. */
	private interface Observer {

		Object observe(String method, Object[] arguments, Object result);

	}

	private static <T> T proxy(Class<T> type, T target, Observer observer) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			try {
				return observer.observe(method.getName(), arguments, method.invoke(target, arguments));
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
