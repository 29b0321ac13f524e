package io.eventsourcing.persistence.jdbc;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Does something once after a commit, however many saves it contains: as a record it
 * equals the one that a transaction has already.
 */
record AppendSignal(Runnable action) implements TransactionSynchronization {

	@Override
	public void afterCommit() {
		this.action.run();
	}

}
