package io.eventsourcing.persistence.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.Supplier;

/** A connection that makes no statements. */
public final class FailingConnection {

	private FailingConnection() {
	}

	public static Connection throwing(Supplier<? extends Throwable> failure) {
		return (Connection) Proxy.newProxyInstance(FailingConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().endsWith("Statement")) {
						throw failure.get();
					}
					return switch (method.getName()) {
						case "getAutoCommit" -> true;
						case "getNetworkTimeout" -> 0;
						case "isClosed" -> false;
						default -> null;
					};
				});
	}

}
