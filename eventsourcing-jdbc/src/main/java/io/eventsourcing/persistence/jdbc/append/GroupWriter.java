package io.eventsourcing.persistence.jdbc.append;

import java.sql.SQLException;
import java.util.List;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.sql.ConflictFinder;
import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.jdbc.sql.SqlErrors;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionCallback;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionErrors;
import io.eventsourcing.persistence.jdbc.transaction.Connections;
import io.eventsourcing.persistence.recorder.Append;
import org.jspecify.annotations.Nullable;

/** Writes groups of appends, each in a transaction of its own. */
public final class GroupWriter {

	/** The maximum number of attempts to insert a group that cannot be serialized. */
	private static final int MAX_ATTEMPTS = 10;

	private final Connections connections;

	private final EventInsert eventInsert;

	private final ConflictFinder conflictFinder;

	private final RecentVersions recentVersions;

	private final LockTimeout lockTimeout;

	/**
	 * @param lockTimeout creates the exception for appends that could not take the append
	 * lock
	 */
	public GroupWriter(Connections connections, EventInsert eventInsert, ConflictFinder conflictFinder,
			RecentVersions recentVersions, LockTimeout lockTimeout) {
		this.connections = connections;
		this.eventInsert = eventInsert;
		this.conflictFinder = conflictFinder;
		this.recentVersions = recentVersions;
		this.lockTimeout = lockTimeout;
	}

	/** Writes the group, and sets the result of each member. */
	void write(CommitGroup group, CommitQueue queue) {
		try {
			group.complete(insert(group, queue));
			group.remember(this.recentVersions);
		}
		catch (SQLException ex) {
			group.completeAll(result(group, ex));
		}
		catch (AppendLockTimeoutException ex) {
			group.completeAll(new AppendResult.LockTimeout(ex));
		}
		catch (StoreUnavailableException ex) {
			this.recentVersions.clear();
			group.completeAll(new AppendResult.Failed(() -> ex));
		}
		catch (EventSourcingException ex) {
			// each caller gets an exception of its own
			group.completeAll((group.size() > 1) ? AppendResult.RETRY_ALONE : new AppendResult.Failed(() -> ex));
		}
		catch (RuntimeException | Error ex) {
			group.completeAll(new AppendResult.Failed(() -> new SaveOutcomeUnknownException(ex)));
		}
	}

	/**
	 * Inserts the group. At the isolation level SERIALIZABLE, the database may reject the
	 * transaction because of concurrent reads; it is then repeated as a whole.
	 */
	private long[] insert(CommitGroup group, CommitQueue queue) throws SQLException {
		for (int attempt = 1;; attempt++) {
			try {
				return insertOnce(group, queue);
			}
			catch (SQLException ex) {
				if (attempt == MAX_ATTEMPTS || !this.eventInsert.isTransaction()
						|| !SqlErrors.isSerializationFailure(ex)) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Inserts the group, which is filled as late as possible, when a connection is
	 * available.
	 */
	private long[] insertOnce(CommitGroup group, CommitQueue queue) throws SQLException {
		ConnectionCallback<long[]> insert = (connection) -> {
			queue.fill(group);
			List<Append> appends = group.appends();
			return this.recentVersions.precede(appends) ? this.eventInsert.insertWithoutGap(connection, appends)
					: this.eventInsert.insert(connection, appends);
		};
		return (this.eventInsert.isTransaction() && !group.isRetry()) ? this.connections.run(insert)
				: this.connections.transaction(this.eventInsert::enter, insert);
	}

	private AppendResult result(CommitGroup group, SQLException failure) {
		if (ConnectionErrors.isOutcomeUnknown(failure)) {
			this.recentVersions.clear();
			return new AppendResult.Failed(() -> new SaveOutcomeUnknownException(failure));
		}
		if (SqlErrors.isLockTimeout(failure)) {
			return new AppendResult.LockTimeout(failure);
		}
		if (group.size() > 1) {
			return AppendResult.RETRY_ALONE;
		}
		if (SqlErrors.isVersionTaken(failure)) {
			return AppendResult.CONFLICT;
		}
		Append first = group.appends().get(0);
		return new AppendResult.Failed(() -> SqlErrors.translateAppend(first, failure, this.lockTimeout));
	}

	/**
	 * Returns the exception for an append that could not be written in time; called in
	 * the thread of its caller.
	 * @param failure the reason, or null if the append was still queued
	 */
	AppendLockTimeoutException lockTimeout(@Nullable Exception failure) {
		return this.lockTimeout.exception(failure);
	}

	/**
	 * Throws the reason why the append does not follow the stored events. Returns
	 * normally if it now does. The conflicting version is remembered, so that an append
	 * that conflicts again is rejected by comparison and leaves no dead row.
	 */
	void throwConflict(Append append) {
		try {
			this.connections.run((connection) -> {
				this.conflictFinder.throwConflict(connection, append);
				return append;
			});
		}
		catch (RecordConflictException ex) {
			this.recentVersions.add(ex.originatorId(), ex.originatorVersion());
			throw ex;
		}
		catch (SQLException ex) {
			throw SqlErrors.translate("Determining the reason for a conflict", ex);
		}
	}

}
