package io.eventsourcing.persistence.jdbc;

import javax.sql.DataSource;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown if the data source of an event store chooses a database by the calling thread,
 * for example one for each tenant, although the store writes the saves of several threads
 * together.
 */
public class ThreadBoundDataSourceException extends FixableException {

	private static final String PROBLEM = """
			The data source %s chooses a database by the calling thread, but the event store writes the saves of \
			several threads on one connection and reads ahead in the background.""";

	private static final String FIX = """
			Create an event store for each database, with a data source that connects to that database only; \
			or set the maximum group size to 1, so that every thread writes and reads for itself.""";

	ThreadBoundDataSourceException(DataSource dataSource) {
		super(PROBLEM.formatted(dataSource), FIX);
	}

}
