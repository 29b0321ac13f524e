package io.eventsourcing.autoconfigure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Records the statements that are executed on the data sources of a context, and refuses
 * some of them.
 */
final class StatementLog implements BeanPostProcessor {

	private final List<String> statements = new CopyOnWriteArrayList<>();

	private final @Nullable String refused;

	StatementLog() {
		this.refused = null;
	}

	/** Refuses the statements that contain the text. */
	StatementLog(String refused) {
		this.refused = refused;
	}

	/** Returns the statements that contain the text. */
	List<String> statements(String text) {
		return this.statements.stream().filter((statement) -> statement.contains(text)).toList();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new LoggingDataSource(dataSource) : bean;
	}

	private Connection log(Connection connection) {
		return proxy(Connection.class, (method, arguments) -> {
			if (method.getName().equals("prepareStatement")) {
				add((String) arguments[0]);
			}
			Object result = method.invoke(connection, arguments);
			return method.getName().equals("createStatement") ? log((Statement) result) : result;
		});
	}

	private Statement log(Statement statement) {
		return proxy(Statement.class, (method, arguments) -> {
			if (method.getName().startsWith("execute")) {
				add((String) arguments[0]);
			}
			return method.invoke(statement, arguments);
		});
	}

	private static <T> T proxy(Class<T> type, Call call) {
		return type.cast(Proxy.newProxyInstance(StatementLog.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					try {
						return call.run(method, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				}));
	}

	private void add(String statement) throws SQLException {
		if (this.refused != null && statement.contains(this.refused)) {
			throw new SQLException("refused");
		}
		this.statements.add(statement);
	}

	private interface Call {

		@Nullable Object run(Method method, Object[] arguments) throws Throwable;

	}

	private final class LoggingDataSource extends DelegatingDataSource {

		private LoggingDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return log(super.getConnection());
		}

	}

}
