package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.eventsourcing.persistence.exception.PositionLockedException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerProgress;

/**
 * Determines why an append does not follow the stored events. Thread-safe.
 */
public final class ConflictFinder {

	private static final String SELECT_LAST_VERSION = """
			select coalesce((
			  select originator_version
			  from {schema}.stored_events
			  where originator_id = ?
			  order by originator_version desc
			  fetch first row only), 0)
			""";

	private final String selectLastVersion;

	private final PositionMoves moves;

	public ConflictFinder(SchemaName schema) {
		this.selectLastVersion = schema.in(SELECT_LAST_VERSION);
		this.moves = new PositionMoves(schema);
	}

	/**
	 * Throws an exception with the reason. Returns normally if the conflict no longer
	 * exists, because the missing events have since been stored. If the position of a
	 * consumer was to be moved, it is examined first: a process that has lost a consumer
	 * also conflicts with the events that its successor has saved.
	 */
	public void throwConflict(Connection connection, Append append) throws SQLException {
		ConsumerProgress progress = append.progress();
		if (progress != null) {
			this.moves.require(connection, progress);
		}
		throwVersionConflict(connection, append);
		if (progress != null) {
			throw new PositionLockedException(progress.consumer());
		}
	}

	private void throwVersionConflict(Connection connection, Append append) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.selectLastVersion)) {
			for (StoredEvent head : append.heads()) {
				statement.setObject(1, head.originatorId());
				try (ResultSet row = statement.executeQuery()) {
					row.next();
					check(head, row.getLong(1));
				}
			}
		}
	}

	private static void check(StoredEvent head, long stored) {
		if (head.originatorVersion() <= stored) {
			throw RecordConflictException.of(head.originatorType(), head.originatorId(), head.originatorVersion(),
					null);
		}
		if (head.originatorVersion() > stored + 1) {
			throw new VersionGapException(head.originatorType(), head.originatorId(), stored, head.originatorVersion());
		}
	}

}
