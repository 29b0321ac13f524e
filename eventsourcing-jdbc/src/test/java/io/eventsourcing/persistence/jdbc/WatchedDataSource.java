package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the connections that it lends. */
final class WatchedDataSource extends DelegatingDataSource {

	private final AtomicInteger connections = new AtomicInteger();

	WatchedDataSource(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.connections.incrementAndGet();
		return super.getConnection();
	}

	int connections() {
		return this.connections.get();
	}

	void reset() {
		this.connections.set(0);
	}

}
