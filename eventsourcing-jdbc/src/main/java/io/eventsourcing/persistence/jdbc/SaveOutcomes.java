package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.jdbc.sql.EventReader;
import io.eventsourcing.persistence.jdbc.sql.SqlErrors;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionCallback;
import io.eventsourcing.persistence.jdbc.transaction.Connections;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Determines the outcomes of saves whose connection broke. Thread-safe.
 * <p>
 * Taking the append lock means waiting for saves that the database is executing. A save
 * that the database has received but not begun does not hold the lock. To make sure that
 * it is never begun, its session is told to end while the lock is held, when that session
 * cannot be in the middle of a commit. The end of the session is awaited without the
 * lock, so that a session that does not end does not block other saves.
 */
final class SaveOutcomes {

	private final Connections connections;

	private final EventInsert eventInsert;

	private final EventReader reader;

	private final LockTimeout timeout;

	/**
	 * @param timeout the maximum time to wait for the append lock, and again for the end
	 * of sessions
	 */
	SaveOutcomes(Connections connections, EventInsert eventInsert, EventReader reader, LockTimeout timeout) {
		this.connections = connections;
		this.eventInsert = eventInsert;
		this.reader = reader;
		this.timeout = timeout;
	}

	/**
	 * Returns the events with the given ids, without those that are not stored. The
	 * answer remains valid.
	 * @throws SaveOutcomeUnknownException if the database may still be saving events that
	 * are missing
	 */
	List<StoredEvent> find(List<EventId> ids) throws SQLException {
		try {
			return findFinally(ids);
		}
		catch (AppendLockTimeoutException ex) {
			throw locked(ex.holder(), ex.getCause());
		}
		catch (SQLException ex) {
			if (SqlErrors.isLockTimeout(ex)) {
				throw locked(this.timeout.holder().describe(), SqlErrors.translate("Finding events", ex));
			}
			throw ex;
		}
	}

	private SaveOutcomeUnknownException locked(String holder, @Nullable Throwable cause) {
		String reason = "another transaction has not released the append lock within %d ms"
			.formatted(this.timeout.duration().toMillis());
		return SaveOutcomeUnknownException.stillUnknown(reason, holder, cause);
	}

	private List<StoredEvent> findFinally(List<EventId> ids) throws SQLException {
		Answer answer = underLock((connection) -> find(connection, ids));
		if (answer.sessions().isEmpty()) {
			return answer.found();
		}
		List<Integer> remaining = this.connections
			.read((connection) -> this.eventInsert.terminateLostSessions(connection, this.timeout.duration()));
		List<StoredEvent> found = underLock((connection) -> this.reader.find(connection, ids));
		if (found.size() < ids.size() && !remaining.isEmpty()) {
			throw SaveOutcomeUnknownException.stillUnknown(
					"""
							the database may still begin to save them in sessions whose connection is broken and that have not ended \
							(process ids %s)"""
						.formatted(remaining),
					"", null);
		}
		return found;
	}

	private Answer find(Connection connection, List<EventId> ids) throws SQLException {
		List<StoredEvent> found = this.reader.find(connection, ids);
		boolean complete = found.size() == ids.size();
		return new Answer(found,
				complete ? List.of() : this.eventInsert.terminateLostSessions(connection, Duration.ZERO));
	}

	private <T> T underLock(ConnectionCallback<T> work) throws SQLException {
		return this.connections.readInTransaction(this.eventInsert::enter, (connection) -> {
			this.eventInsert.lock(connection);
			return work.doInConnection(connection);
		});
	}

	/**
	 * What was found under the lock.
	 *
	 * @param found the events that are stored
	 * @param sessions the process ids of sessions that may still begin to save those that
	 * are missing
	 */
	private record Answer(List<StoredEvent> found, List<Integer> sessions) {
	}

}
