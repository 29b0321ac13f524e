package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.recorder.StoreUnavailableException;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** Writes saves in transactions of their own. */
final class OwnTransactions {

	private final Connections connections;

	private final EventInsert eventInsert;

	private final RefusedSave refusedSave;

	private final SqlFailures failures;

	private final KnownVersions knownVersions;

	OwnTransactions(Connections connections, EventInsert eventInsert, RefusedSave refusedSave, SqlFailures failures,
			KnownVersions knownVersions) {
		this.connections = connections;
		this.eventInsert = eventInsert;
		this.refusedSave = refusedSave;
		this.failures = failures;
		this.knownVersions = knownVersions;
	}

	/**
	 * Gives each member of the group its outcome. The group is filled when all is ready.
	 */
	void write(SaveGroup group, SaveQueue queue) {
		TransactionalWork<long[]> work = (connection, end) -> {
			queue.fill(group);
			return insert(connection, group.saves(), end);
		};
		try {
			group.stored(this.eventInsert.needsNoTransaction() ? this.connections.statement(work)
					: this.connections.transaction(work));
			group.learn(this.knownVersions);
		}
		catch (SQLException ex) {
			group.all(outcome(group, ex));
		}
		catch (StoreUnavailableException ex) {
			this.knownVersions.clear();
			group.all(new SaveOutcome.Failed(() -> ex));
		}
		catch (RuntimeException | Error ex) {
			group.all(new SaveOutcome.Failed(() -> new SaveOutcomeUnknownException(ex)));
		}
	}

	private long[] insert(Connection connection, List<Save> saves, TransactionEnd end) throws SQLException {
		long[] firstIds = areSucceeding(saves) ? insertAtOnce(connection, saves) : EventInsert.NOTHING;
		return (firstIds.length > 0) ? firstIds : this.eventInsert.insert(connection, saves, end);
	}

	private boolean areSucceeding(List<Save> saves) {
		for (Save save : saves) {
			for (StoredEvent head : save.heads()) {
				if (!this.knownVersions.precede(head)) {
					return false;
				}
			}
		}
		return true;
	}

	private long[] insertAtOnce(Connection connection, List<Save> saves) throws SQLException {
		try {
			return this.eventInsert.insertAtOnce(connection, saves);
		}
		catch (SQLException ex) {
			if (saves.size() > 1 && SqlFailures.isVersionTaken(ex)) {
				// which of them conflicts is for the versions to tell
				return EventInsert.NOTHING;
			}
			throw ex;
		}
	}

	private SaveOutcome outcome(SaveGroup group, SQLException failure) {
		if (SqlFailures.isOutcomeUnknown(failure)) {
			this.knownVersions.clear();
			return new SaveOutcome.Failed(() -> new SaveOutcomeUnknownException(failure));
		}
		if (group.members().size() > 1 && !SqlFailures.isLockTimeout(failure)) {
			return SaveOutcome.SPOILT;
		}
		if (SqlFailures.isVersionTaken(failure)) {
			return SaveOutcome.REFUSED;
		}
		return new SaveOutcome.Failed(() -> this.failures.translateAppend(group.saves().get(0), failure));
	}

	/**
	 * Throws why the save does not fit to what is stored. Returns if it does by now. A
	 * save that conflicts again is then refused without leaving a dead row.
	 */
	void explainRefusal(Save save) {
		try {
			this.connections.autoCommit((connection) -> {
				this.refusedSave.explain(connection, save);
				return save;
			});
		}
		catch (RecordConflictException ex) {
			this.knownVersions.add(ex.originatorId(), ex.originatorVersion());
			throw ex;
		}
		catch (SQLException ex) {
			throw SqlFailures.translate("Looking for the reason why a save was refused", ex);
		}
	}

}
