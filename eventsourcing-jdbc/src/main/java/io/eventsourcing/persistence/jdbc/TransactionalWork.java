package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do on a connection, in a transaction. */
@FunctionalInterface
interface TransactionalWork<T> {

	T run(Connection connection, TransactionEnd end) throws SQLException;

}
