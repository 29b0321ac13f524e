package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.recorder.VersionGapException;

/** Finds out why a save was refused. */
final class RefusedSave {

	private static final String SELECT_LAST_VERSION = """
			select coalesce(max(originator_version), 0)
			from {schema}.stored_events
			where originator_id = ?
			""";

	private final String selectLastVersion;

	RefusedSave(SchemaName schema) {
		this.selectLastVersion = schema.in(SELECT_LAST_VERSION);
	}

	/**
	 * Returns if nothing speaks against the save any more: what was missing has been
	 * stored since.
	 */
	void explain(Connection connection, Save save) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.selectLastVersion)) {
			for (StoredEvent head : save.heads()) {
				statement.setObject(1, head.originatorId());
				try (ResultSet row = statement.executeQuery()) {
					row.next();
					long stored = row.getLong(1);
					if (head.originatorVersion() <= stored) {
						throw new RecordConflictException(head.originatorId(), head.originatorVersion(), null);
					}
					if (head.originatorVersion() > stored + 1) {
						throw new VersionGapException(head.originatorId(), stored, head.originatorVersion());
					}
				}
			}
		}
	}

}
