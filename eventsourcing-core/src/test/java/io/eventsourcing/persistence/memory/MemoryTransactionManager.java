package io.eventsourcing.persistence.memory;

import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Transactions without any resource, as another store than ours would have them. */
public final class MemoryTransactionManager extends AbstractPlatformTransactionManager {

	public MemoryTransactionManager() {
		setNestedTransactionAllowed(true);
	}

	@Override
	protected Object doGetTransaction() {
		Object bound = TransactionSynchronizationManager.getResource(this);
		return (bound != null) ? bound : new Transaction();
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return TransactionSynchronizationManager.hasResource(this);
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		TransactionSynchronizationManager.bindResource(this, transaction);
	}

	@Override
	protected Object doSuspend(Object transaction) {
		return TransactionSynchronizationManager.unbindResource(this);
	}

	@Override
	protected void doResume(Object transaction, Object suspended) {
		TransactionSynchronizationManager.bindResource(this, suspended);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		((Transaction) status.getTransaction()).rollbackOnly = true;
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		TransactionSynchronizationManager.unbindResource(this);
	}

	/** A transaction with savepoints. */
	private static final class Transaction implements SmartTransactionObject, SavepointManager {

		private boolean rollbackOnly;

		@Override
		public boolean isRollbackOnly() {
			return this.rollbackOnly;
		}

		@Override
		public Object createSavepoint() {
			return new Object();
		}

		@Override
		public void rollbackToSavepoint(Object savepoint) {
		}

		@Override
		public void releaseSavepoint(Object savepoint) {
		}

	}

}
