package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.recorder.VersionGapException;

/**
 * Finds out why an append does not follow what is stored. Safe for use by many threads.
 */
public final class ConflictFinder {

	private static final String SELECT_LAST_VERSION = """
			select coalesce(max(originator_version), 0)
			from {schema}.stored_events
			where originator_id = ?
			""";

	private final String selectLastVersion;

	public ConflictFinder(SchemaName schema) {
		this.selectLastVersion = schema.in(SELECT_LAST_VERSION);
	}

	/**
	 * Throws the reason. Returns if there is none any more, because what was missing has
	 * been stored since.
	 */
	public void throwConflict(Connection connection, Append append) throws SQLException {
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
			throw RecordConflictException.of(head.originatorId(), head.originatorVersion(), null);
		}
		if (head.originatorVersion() > stored + 1) {
			throw new VersionGapException(head.originatorId(), stored, head.originatorVersion());
		}
	}

}
