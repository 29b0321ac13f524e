package io.eventsourcing.persistence.jdbc;

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

	/** Comes before all others, because they may begin transactions. */
	private record Signal(Runnable action) implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void afterCommit() {
			this.action.run();
		}

		@Override
		public void afterCompletion(int status) {
			if (status != STATUS_COMMITTED) {
				this.action.run();
			}
		}

	}

}
