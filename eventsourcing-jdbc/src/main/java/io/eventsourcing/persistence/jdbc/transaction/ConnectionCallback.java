package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Work on a connection that the caller opens and closes. */
@FunctionalInterface
public interface ConnectionCallback<T extends @Nullable Object> {

	/** Performs the work, without closing the connection. */
	T doInConnection(Connection connection) throws SQLException;

}
