package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.persistence.jdbc.lock.LostSessions;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionErrors;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/**
 * Inserts events on PostgreSQL, in one round trip.
 * <p>
 * To compare versions, lock and insert are two statements that the driver sends together,
 * which makes them one transaction even in auto-commit mode. They must not be one
 * statement: its snapshot would be taken before it waits for the lock, and the versions
 * would be compared with an outdated state. If the predecessors are known, one statement
 * is sufficient: it only checks that they are still stored, which a restore of the
 * database or a failover may have changed.
 */
final class PostgresEventInsert implements EventInsert {

	private static final String READ_COMMITTED = "set transaction isolation level read committed;\n";

	private final SchemaName schema;

	private final PostgresStatements statements;

	private final PostgresComparedInsert comparedInsert;

	private final NotificationIds ids;

	private final LostSessions lostSessions;

	PostgresEventInsert(SchemaName schema, Duration lockTimeout, NotificationIds ids, LostSessions lostSessions) {
		this.schema = schema;
		this.statements = PostgresStatements.of(schema, lockTimeout);
		this.comparedInsert = new PostgresComparedInsert(schema, this.statements);
		this.ids = ids;
		this.lostSessions = lostSessions;
	}

	@Override
	public boolean isTransaction() {
		return true;
	}

	@Override
	public void idsRestarted() {
		this.ids.restarted();
	}

	@Override
	public EventInsert waitingFor(Duration lockTimeout) {
		return new PostgresEventInsert(this.schema, lockTimeout, this.ids, this.lostSessions);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * At the other isolation levels, the snapshot would be taken before the wait.
	 */
	@Override
	public void lock(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(READ_COMMITTED + this.statements.lock())) {
			statement.execute();
		}
	}

	@Override
	public List<Integer> terminateLostSessions(Connection connection, Duration timeout) throws SQLException {
		return this.lostSessions.terminate(connection, timeout);
	}

	@Override
	public long[] insertWithoutGap(Connection connection, List<Append> appends) throws SQLException {
		return save(connection, () -> insertKnown(connection, appends));
	}

	@Override
	public long[] insert(Connection connection, List<Append> appends) throws SQLException {
		return save(connection, () -> this.comparedInsert.insert(connection, appends));
	}

	private long[] save(Connection connection, Insert insert) throws SQLException {
		this.ids.requireAhead(connection);
		LostSessions.Session session = this.lostSessions.session(connection);
		try {
			long[] firstIds = insert.run();
			this.ids.drawn(firstIds);
			return firstIds;
		}
		catch (SQLException ex) {
			if (ConnectionErrors.isOutcomeUnknown(ex)) {
				session.lose();
			}
			this.ids.failed(ex);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			session.lose();
			throw ex;
		}
	}

	/**
	 * Inserts by a single statement, and compares the versions only if a predecessor has
	 * disappeared, or if a version of a group is already stored.
	 */
	private long[] insertKnown(Connection connection, List<Append> appends) throws SQLException {
		long[] firstIds = null;
		try {
			firstIds = tryInsertKnown(connection, appends);
		}
		catch (SQLException ex) {
			if (appends.size() == 1 || !SqlErrors.isVersionTaken(ex)) {
				throw ex;
			}
		}
		return (firstIds != null) ? firstIds : this.comparedInsert.insert(connection, appends);
	}

	private long @Nullable [] tryInsertKnown(Connection connection, List<Append> appends) throws SQLException {
		boolean single = PostgresComparedInsert.isSingleEvent(appends);
		if (PositionMoves.areIn(appends)) {
			return single ? insertTracked(connection, appends.get(0)) : insertTrackedGroup(connection, appends);
		}
		return single ? insertKnown(connection, appends.get(0).events().get(0)) : insertKnownGroup(connection, appends);
	}

	/**
	 * Inserts an event and moves a position, unless a parked event is to be removed as
	 * well.
	 */
	private long @Nullable [] insertTracked(Connection connection, Append append) throws SQLException {
		ConsumerProgress progress = append.progress();
		if (progress == null || progress.isRetry()) {
			return null;
		}
		StoredEvent event = append.events().get(0);
		long predecessor = event.originatorVersion() - 1;
		try (PreparedStatement statement = connection.prepareStatement(
				(predecessor == 0) ? this.statements.insertTrackedFirst() : this.statements.insertTrackedNext())) {
			int next = PositionMoves.bindExpected(statement, 1, progress);
			if (predecessor > 0) {
				statement.setObject(next++, event.originatorId());
				statement.setLong(next++, predecessor);
			}
			statement.setLong(next, progress.to());
			EventColumns.bind(statement, next + 1, event);
			try (ResultSet inserted = statement.executeQuery()) {
				return inserted.next() ? new long[] { inserted.getLong(1) } : null;
			}
		}
	}

	private long @Nullable [] insertTrackedGroup(Connection connection, List<Append> appends) throws SQLException {
		ConsumerProgress first = appends.get(0).progress();
		if (first != null && first.isRetry()) {
			return null;
		}
		try (PreparedStatement statement = connection.prepareStatement(this.statements.insertAllTracked())) {
			PostgresArrays.bindPredecessorsFirst(statement, PositionMoves.bindAll(statement, appends),
					followers(appends), appends);
			try (ResultSet inserted = statement.executeQuery()) {
				return inserted.next() ? consecutiveIds(appends, inserted.getLong(1)) : null;
			}
		}
	}

	private long @Nullable [] insertKnown(Connection connection, StoredEvent event) throws SQLException {
		long predecessor = event.originatorVersion() - 1;
		try (PreparedStatement statement = connection
			.prepareStatement((predecessor == 0) ? this.statements.insertFirst() : this.statements.insertNext())) {
			int next = EventColumns.bind(statement, 1, event);
			if (predecessor > 0) {
				statement.setObject(next, event.originatorId());
				statement.setLong(next + 1, predecessor);
			}
			try (ResultSet inserted = statement.executeQuery()) {
				return inserted.next() ? new long[] { inserted.getLong(1) } : null;
			}
		}
	}

	private long @Nullable [] insertKnownGroup(Connection connection, List<Append> appends) throws SQLException {
		List<StoredEvent> followers = followers(appends);
		try (PreparedStatement statement = connection.prepareStatement(insertAll(followers.size()))) {
			PostgresArrays.bindKnown(statement, appends, followers);
			try (ResultSet inserted = statement.executeQuery()) {
				return inserted.next() ? consecutiveIds(appends, inserted.getLong(1)) : null;
			}
		}
	}

	private String insertAll(int predecessors) {
		return switch (predecessors) {
			case 0 -> this.statements.insertAllFirst();
			case 1 -> this.statements.insertAllNext();
			default -> this.statements.insertAllKnown();
		};
	}

	/** Returns the heads that have a predecessor. */
	private static List<StoredEvent> followers(List<Append> appends) {
		List<StoredEvent> followers = new ArrayList<>();
		for (Append append : appends) {
			for (StoredEvent head : append.heads()) {
				if (head.originatorVersion() > 1) {
					followers.add(head);
				}
			}
		}
		return followers;
	}

	/**
	 * Returns the first id of each append. No other transaction draws ids while the lock
	 * is held, so the ids are consecutive.
	 */
	private static long[] consecutiveIds(List<Append> appends, long firstId) {
		long[] firstIds = new long[appends.size()];
		long next = firstId;
		for (int i = 0; i < firstIds.length; i++) {
			firstIds[i] = next;
			next += appends.get(i).events().size();
		}
		return firstIds;
	}

	/** Inserts events on a connection. */
	@FunctionalInterface
	private interface Insert {

		long[] run() throws SQLException;

	}

}
