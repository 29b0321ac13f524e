package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do on a connection. */
@FunctionalInterface
interface SqlWork<T> {

	T run(Connection connection) throws SQLException;

}
