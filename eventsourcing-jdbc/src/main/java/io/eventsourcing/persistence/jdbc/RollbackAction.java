package io.eventsourcing.persistence.jdbc;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Runs an action when what was done before its registration is rolled back, with the
 * whole transaction or with a savepoint. An unknown outcome counts as rolled back: to
 * save again is safe, to believe in events that are lost is not.
 */
final class RollbackAction implements TransactionSynchronization {

	private final Runnable action;

	/** Savepoints after the registration, whose rollback does not concern us. */
	private final List<Object> laterSavepoints = new ArrayList<>();

	private boolean done;

	RollbackAction(Runnable action) {
		this.action = action;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.laterSavepoints.add(savepoint);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		if (this.laterSavepoints.stream().noneMatch((later) -> later == savepoint)) {
			runOnce();
		}
	}

	@Override
	public void afterCompletion(int status) {
		if (status != STATUS_COMMITTED) {
			runOnce();
		}
	}

	private void runOnce() {
		if (!this.done) {
			this.done = true;
			this.action.run();
		}
	}

}
