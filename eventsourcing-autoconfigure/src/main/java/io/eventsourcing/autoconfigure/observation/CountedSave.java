package io.eventsourcing.autoconfigure.observation;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A save that is counted once it can no longer be rolled back. Only the store knows
 * whether it is part of the transaction of the caller, which may belong to another
 * database, and whether it is rolled back to a savepoint. Used by one thread.
 */
final class CountedSave implements TransactionSynchronization {

	private final Runnable count;

	private final @Nullable Runnable onRollback;

	private boolean rolledBack;

	/**
	 * @param count counts the save
	 * @param onRollback the action of the caller, or null
	 */
	CountedSave(Runnable count, @Nullable Runnable onRollback) {
		this.count = count;
		this.onRollback = onRollback;
	}

	/** Called by the store, before {@link #afterCompletion(int)} if at all. */
	void rollBack() {
		this.rolledBack = true;
		if (this.onRollback != null) {
			this.onRollback.run();
		}
	}

	/** Called when the store has accepted the events. */
	void accepted() {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(this);
		}
		else {
			this.count.run();
		}
	}

	@Override
	public void afterCompletion(int status) {
		if (!this.rolledBack) {
			this.count.run();
		}
	}

}
