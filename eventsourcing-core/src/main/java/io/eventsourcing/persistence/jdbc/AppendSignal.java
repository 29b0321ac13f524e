package io.eventsourcing.persistence.jdbc;

import io.eventsourcing.persistence.AppendListeners;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Calls the listeners once after a commit, however many saves it contains: as a record it
 * equals the one that a transaction has already.
 */
record AppendSignal(AppendListeners listeners) implements TransactionSynchronization {

	@Override
	public void afterCommit() {
		this.listeners.fire();
	}

}
