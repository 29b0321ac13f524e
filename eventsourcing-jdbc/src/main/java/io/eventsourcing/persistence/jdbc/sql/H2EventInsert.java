package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.jdbc.lock.H2LocalLock;
import io.eventsourcing.persistence.jdbc.lock.H2WriteDelay;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.TransactionGuard;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerProgress;

import org.springframework.dao.EmptyResultDataAccessException;

/** Inserts events on H2, where a statement costs no round trip. */
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
			insert into {schema}.stored_events (notification_id, {columns})
			values (?, {parameters})
			""";

	private final SchemaName schema;

	private final Duration lockTimeout;

	private final H2LocalLock localLock;

	private final NotificationIds ids;

	private final PositionMoves moves;

	private final String lock;

	private final String selectLastVersion;

	private final String drawIds;

	private final String insert;

	H2EventInsert(SchemaName schema, Duration lockTimeout, H2LocalLock localLock, NotificationIds ids) {
		this.schema = schema;
		this.lockTimeout = lockTimeout;
		this.localLock = localLock;
		this.ids = ids;
		this.moves = new PositionMoves(schema);
		this.lock = schema.in(LOCK)
			.replace("{is-off}", H2WriteDelay.IS_OFF)
			.replace("{seconds}", Double.toString(lockTimeout.toMillis() / 1000d));
		this.selectLastVersion = schema.in(SELECT_LAST_VERSION);
		this.drawIds = schema.in(DRAW_IDS);
		this.insert = EventColumns.in(schema, INSERT);
	}

	@Override
	public boolean isTransaction() {
		return false;
	}

	@Override
	public void idsRestarted() {
		this.ids.restarted();
	}

	@Override
	public EventInsert waitingFor(Duration timeout) {
		return new H2EventInsert(this.schema, timeout, this.localLock, this.ids);
	}

	@Override
	public TransactionGuard enter() {
		return this.localLock.enter(this.lockTimeout);
	}

	@Override
	public void lock(Connection connection) throws SQLException {
		boolean writesAtOnce;
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.lock)) {
			if (!row.next()) {
				throw new StoreNotWritableException("the row of its table append_lock is missing",
						"Insert it again: insert into append_lock (id) values (1)",
						new EmptyResultDataAccessException("append_lock is empty", 1));
			}
			writesAtOnce = row.getBoolean(1);
		}
		if (!writesAtOnce) {
			H2WriteDelay.switchOff(connection);
		}
	}

	@Override
	public long[] insert(Connection connection, List<Append> appends) throws SQLException {
		lock(connection);
		this.ids.requireAhead(connection);
		try {
			long[] firstIds = insertFitting(connection, appends);
			this.ids.drawn(firstIds);
			return firstIds;
		}
		catch (SQLException ex) {
			this.ids.failed(ex);
			throw ex;
		}
	}

	private long[] insertFitting(Connection connection, List<Append> appends) throws SQLException {
		long[] firstIds = new long[appends.size()];
		for (int i = 0; i < firstIds.length; i++) {
			Append append = appends.get(i);
			firstIds[i] = (fits(connection, append) && storeProgress(connection, append)) ? insert(connection, append)
					: CONFLICT;
		}
		return firstIds;
	}

	private boolean storeProgress(Connection connection, Append append) throws SQLException {
		ConsumerProgress progress = append.progress();
		if (progress != null) {
			if (!this.moves.move(connection, progress)) {
				return false;
			}
			this.moves.removeRetried(connection, progress);
		}
		return true;
	}

	private boolean fits(Connection connection, Append append) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.selectLastVersion)) {
			for (StoredEvent head : append.heads()) {
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

	private long insert(Connection connection, Append append) throws SQLException {
		long firstId = 0;
		try (PreparedStatement ids = connection.prepareStatement(this.drawIds);
				PreparedStatement statement = connection.prepareStatement(this.insert)) {
			ids.setInt(1, append.events().size());
			try (ResultSet rows = ids.executeQuery()) {
				for (StoredEvent event : append.events()) {
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
