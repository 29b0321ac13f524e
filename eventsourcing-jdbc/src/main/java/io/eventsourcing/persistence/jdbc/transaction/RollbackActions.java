package io.eventsourcing.persistence.jdbc.transaction;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The actions to run if saves of a transaction are rolled back, with the whole
 * transaction or to a savepoint. Used by one thread.
 */
final class RollbackActions {

	private static final Runnable NOTHING = () -> {
	};

	/** For each save, in order, the action to run if it is rolled back. */
	private final List<Runnable> actions = new ArrayList<>();

	private final List<Savepoint> savepoints = new ArrayList<>();

	/** Adds a save that is about to be performed. */
	void addSave() {
		this.actions.add(NOTHING);
	}

	/** Sets the action of the last save, which has succeeded. */
	void setAction(Runnable action) {
		this.actions.set(this.actions.size() - 1, action);
	}

	/** Returns whether there are saves, successful or not, that were not rolled back. */
	boolean hasSaves() {
		return !this.actions.isEmpty();
	}

	void addSavepoint(Object savepoint) {
		this.savepoints.add(new Savepoint(savepoint, this.actions.size()));
	}

	/** Rolls back to a savepoint; an unknown one is older than all saves. */
	void rollBackTo(Object savepoint) {
		rollBackTo(savepoint, 0);
	}

	/** Rolls back all saves. */
	void rollBack() {
		rollBack(0);
	}

	private void rollBackTo(Object savepoint, int savesBeforeUnknown) {
		rollBack(this.savepoints.stream()
			.filter((each) -> each.savepoint == savepoint)
			.mapToInt(Savepoint::savesBefore)
			.findFirst()
			.orElse(savesBeforeUnknown));
	}

	private void rollBack(int kept) {
		List<Runnable> lost = this.actions.subList(Math.min(kept, this.actions.size()), this.actions.size());
		List<Runnable> toRun = List.copyOf(lost);
		lost.clear();
		runAll(toRun);
	}

	/** Runs all actions, even if some of them fail. */
	private static void runAll(List<Runnable> actions) {
		RuntimeException failure = null;
		for (Runnable action : actions) {
			try {
				action.run();
			}
			catch (RuntimeException ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Returns a synchronization for the transaction of another manager that is nested in
	 * this one: during that time, Spring reports savepoints to the synchronizations of
	 * the nested transaction, of which only one is kept.
	 */
	TransactionSynchronization inNestedTransaction() {
		return new NestedSavepoints(this, this.actions.size());
	}

	/** A savepoint, and the number of saves before it. */
	private record Savepoint(Object savepoint, int savesBefore) {
	}

	/** Forwards savepoints; instances for the same outer transaction are equal. */
	private static final class NestedSavepoints implements TransactionSynchronization {

		private final RollbackActions actions;

		/** The number of saves before the nested transaction. */
		private final int savesBefore;

		NestedSavepoints(RollbackActions actions, int savesBefore) {
			this.actions = actions;
			this.savesBefore = savesBefore;
		}

		@Override
		public void savepoint(Object savepoint) {
			this.actions.addSavepoint(savepoint);
		}

		@Override
		public void savepointRollback(Object savepoint) {
			this.actions.rollBackTo(savepoint, this.savesBefore);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof NestedSavepoints that && this.actions == that.actions;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.actions);
		}

	}

}
