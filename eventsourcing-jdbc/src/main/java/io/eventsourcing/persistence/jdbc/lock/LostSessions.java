package io.eventsourcing.persistence.jdbc.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The sessions of PostgreSQL whose connection broke during a save. The server may have
 * received such a save without having begun it. So the outcome of the save is certain
 * only when its session has ended. Thread-safe; the field that matters is {@code lost},
 * guarded by its monitor.
 */
public final class LostSessions {

	/** The maximum number of sessions; beyond it, the oldest one is forgotten. */
	private static final int MAX_SESSIONS = 10_000;

	/**
	 * Terminates a session with the process id that began before the save: a session that
	 * began later has been given the same process id again. The time since the save is
	 * measured by this process, and subtracted from the server's current time, so that
	 * the two clocks need not agree. The start of a session is null for a role that may
	 * not see it.
	 */
	private static final String TERMINATE = """
			select pg_catalog.pg_has_role(usesysid, 'USAGE') and pg_catalog.pg_terminate_backend(pid, ?)
			from pg_catalog.pg_stat_activity
			where pid = ? and datname = pg_catalog.current_database() and usename = session_user
			  and coalesce(backend_start < pg_catalog.clock_timestamp() - ? * interval '1 microsecond', true)
			""";

	private final boolean identifiable;

	/** The start of the last save by process id, as {@link System#nanoTime()}. */
	private final Map<Integer, Long> lost = new LinkedHashMap<>();

	private LostSessions(boolean identifiable) {
		this.identifiable = identifiable;
	}

	/**
	 * Creates an object without sessions. Sessions can be identified unless the
	 * connection hides the driver, or leads to a pooler such as PgBouncer, which reports
	 * process ids of its own.
	 */
	public static LostSessions of(Connection connection) throws SQLException {
		if (!connection.isWrapperFor(PGConnection.class)) {
			return new LostSessions(false);
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
			row.next();
			return new LostSessions(row.getInt(1) == connection.unwrap(PGConnection.class).getBackendPID());
		}
	}

	/**
	 * Returns the session of a connection. Must be called before the save begins, because
	 * a pool may hide the driver's connection after a failure.
	 */
	public Session session(Connection connection) throws SQLException {
		return new Session(this, this.identifiable ? connection.unwrap(PGConnection.class) : null, System.nanoTime());
	}

	private void add(int processId, long start) {
		synchronized (this.lost) {
			if (this.lost.size() == MAX_SESSIONS) {
				this.lost.remove(this.lost.keySet().iterator().next());
			}
			this.lost.put(processId, start);
		}
	}

	/**
	 * Terminates all of the sessions, and forgets those that have ended.
	 * @param timeout the maximum time to wait for their end; zero to only signal them
	 * @return the process ids of the sessions that may still exist
	 */
	public List<Integer> terminate(Connection connection, Duration timeout) throws SQLException {
		Map<Integer, Long> sessions;
		synchronized (this.lost) {
			sessions = new LinkedHashMap<>(this.lost);
		}
		long deadline = System.nanoTime() + timeout.toNanos();
		List<Integer> remaining = new ArrayList<>();
		for (Map.Entry<Integer, Long> session : sessions.entrySet()) {
			long milliseconds = Math.max(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()), 0);
			if (mayExist(connection, session.getKey(), session.getValue(), milliseconds)) {
				remaining.add(session.getKey());
				continue;
			}
			synchronized (this.lost) {
				this.lost.remove(session.getKey(), session.getValue());
			}
		}
		return remaining;
	}

	private static boolean mayExist(Connection connection, int processId, long start, long milliseconds)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(TERMINATE)) {
			statement.setLong(1, milliseconds);
			statement.setInt(2, processId);
			statement.setLong(3, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && (milliseconds == 0 || !row.getBoolean(1));
			}
		}
	}

	/**
	 * A session in which a save has begun.
	 *
	 * @param sessions the sessions to which it is added if its connection breaks
	 * @param connection the driver's connection, or null if its session is unknown
	 * @param start the time at which the save began, as {@link System#nanoTime()}
	 */
	public record Session(LostSessions sessions, @Nullable PGConnection connection, long start) {

		/** Remembers the session, because its connection broke during the save. */
		public void lose() {
			if (this.connection != null) {
				this.sessions.add(this.connection.getBackendPID(), this.start);
			}
		}

	}

}
