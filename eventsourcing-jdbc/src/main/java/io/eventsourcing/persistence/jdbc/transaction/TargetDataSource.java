package io.eventsourcing.persistence.jdbc.transaction;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Finds the data source behind Spring's proxies. */
public final class TargetDataSource {

	private TargetDataSource() {
	}

	/**
	 * Returns the data source that creates the connections: the given one, or the target
	 * of the innermost {@link DelegatingDataSource} around it.
	 */
	public static DataSource of(DataSource dataSource) {
		DataSource target = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (target != null) ? of(target) : dataSource;
	}

}
