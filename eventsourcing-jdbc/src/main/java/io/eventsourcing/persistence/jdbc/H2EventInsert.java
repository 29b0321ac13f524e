package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.recorder.StoredEvent;

/** Appends on H2, where a statement costs no round trip. */
final class H2EventInsert implements EventInsert {

	private static final String LOCK = """
			select {is-off} from {schema}.append_lock for update wait {seconds}
			""";

	private static final String SELECT_LAST_VERSION = """
			select coalesce(max(originator_version), 0)
			from {schema}.stored_events
			where originator_id = ? and originator_version >= ?
			""";

	private static final String DRAW_IDS = """
			select next value for {schema}.notification_ids
			from system_range(1, ?)
			""";

	private static final String INSERT = """
			insert into {schema}.stored_events (
			  notification_id, originator_version, event_time, originator_id, event_version,
			  originator_type, event_type, payload, metadata)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?)
			""";

	private final Duration lockTimeout;

	private final H2LocalLock localLock;

	private final Runnable release;

	private final String lock;

	private final String selectLastVersion;

	private final String drawIds;

	private final String insert;

	H2EventInsert(SchemaName schema, Duration lockTimeout, H2LocalLock localLock) {
		this.lockTimeout = lockTimeout;
		this.localLock = localLock;
		this.release = localLock::release;
		this.lock = schema.in(LOCK)
			.replace("{is-off}", H2WriteDelay.IS_OFF)
			.replace("{seconds}", Double.toString(lockTimeout.toMillis() / 1000d));
		this.selectLastVersion = schema.in(SELECT_LAST_VERSION);
		this.drawIds = schema.in(DRAW_IDS);
		this.insert = schema.in(INSERT);
	}

	@Override
	public boolean needsNoTransaction() {
		return false;
	}

	@Override
	public void lock(Connection connection, TransactionEnd end) throws SQLException {
		lockLocally(end);
		boolean writesAtOnce;
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.lock)) {
			if (!row.next()) {
				throw new SQLException("The row of the table append_lock is missing", "42S02");
			}
			writesAtOnce = row.getBoolean(1);
		}
		if (!writesAtOnce) {
			H2WriteDelay.switchOff(connection);
		}
	}

	private void lockLocally(TransactionEnd end) throws SQLException {
		if (!end.willRun(this.release)) {
			boolean interrupted = this.localLock.acquire(this.lockTimeout);
			end.then(this.release);
			if (interrupted) {
				end.then(Thread.currentThread()::interrupt);
			}
		}
	}

	@Override
	public long[] insert(Connection connection, List<Save> saves, TransactionEnd end) throws SQLException {
		lock(connection, end);
		long[] firstIds = new long[saves.size()];
		for (int i = 0; i < firstIds.length; i++) {
			Save save = saves.get(i);
			if (fits(connection, save)) {
				firstIds[i] = insert(connection, save);
			}
		}
		return firstIds;
	}

	private boolean fits(Connection connection, Save save) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.selectLastVersion)) {
			for (StoredEvent head : save.heads()) {
				long expected = head.originatorVersion() - 1;
				statement.setObject(1, head.originatorId());
				statement.setLong(2, expected);
				try (ResultSet row = statement.executeQuery()) {
					row.next();
					if (row.getLong(1) != expected) {
						return false;
					}
				}
			}
			return true;
		}
	}

	private long insert(Connection connection, Save save) throws SQLException {
		long firstId = 0;
		try (PreparedStatement ids = connection.prepareStatement(this.drawIds);
				PreparedStatement statement = connection.prepareStatement(this.insert)) {
			ids.setInt(1, save.events().size());
			try (ResultSet rows = ids.executeQuery()) {
				for (StoredEvent event : save.events()) {
					rows.next();
					long id = rows.getLong(1);
					firstId = (firstId == 0) ? id : firstId;
					statement.setLong(1, id);
					EventColumns.bind(statement, 2, event);
					statement.addBatch();
				}
			}
			statement.executeBatch();
		}
		return firstId;
	}

}
