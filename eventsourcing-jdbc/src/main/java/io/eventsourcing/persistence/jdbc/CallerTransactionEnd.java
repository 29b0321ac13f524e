package io.eventsourcing.persistence.jdbc;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The end of the transaction of the caller. */
final class CallerTransactionEnd implements TransactionEnd {

	@Override
	public void then(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new Signal(action));
	}

	@Override
	public boolean willRun(Runnable action) {
		return TransactionSynchronizationManager.getSynchronizations().contains(new Signal(action));
	}

	/**
	 * Comes before all others, because they may begin transactions. Equal to one that
	 * does the same.
	 */
	private static final class Signal implements TransactionSynchronization {

		private final Runnable action;

		private boolean done;

		Signal(Runnable action) {
			this.action = action;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void afterCommit() {
			runOnce();
		}

		/** Also comes if the one before was left out, because another one failed. */
		@Override
		public void afterCompletion(int status) {
			runOnce();
		}

		private void runOnce() {
			if (!this.done) {
				this.done = true;
				this.action.run();
			}
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Signal that && this.action == that.action && !that.done;
		}

		@Override
		public int hashCode() {
			return this.action.hashCode();
		}

	}

}
