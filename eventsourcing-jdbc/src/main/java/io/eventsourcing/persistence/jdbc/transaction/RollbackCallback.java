package io.eventsourcing.persistence.jdbc.transaction;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Runs an action if the work before its registration is rolled back, with the whole
 * transaction or to a savepoint.
 * <p>
 * An unknown outcome counts as a rollback: saving the same events again is safe, whereas
 * relying on events that are lost is not.
 */
final class RollbackCallback implements TransactionSynchronization {

	private final Runnable action;

	/**
	 * The savepoints created after the registration; rolling back to them does not undo
	 * the work before it.
	 */
	private final List<Object> laterSavepoints = new ArrayList<>();

	private boolean done;

	RollbackCallback(Runnable action) {
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
