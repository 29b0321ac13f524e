package io.eventsourcing.persistence.jdbc.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tracks which transactions of the current thread are being completed.
 * <p>
 * Spring leaves the connection of a transaction bound to the thread while it commits and
 * while it calls the callbacks for the end of the transaction. Anything written on that
 * connection then would never be committed, or each statement would be committed on its
 * own. So a transaction is marked from before its commit or rollback until its connection
 * is released.
 */
final class CompletingTransactions implements TransactionExecutionListener {

	/**
	 * Returns the object that the transaction has bound to the thread, which is different
	 * for each transaction.
	 */
	private final Supplier<@Nullable Object> bound;

	CompletingTransactions(Supplier<@Nullable Object> bound) {
		this.bound = bound;
	}

	/**
	 * Listens to the manager. The list of its listeners is replaced rather than changed,
	 * because other threads may be iterating over it.
	 */
	void watch(ConfigurableTransactionManager manager) {
		List<TransactionExecutionListener> listeners = new ArrayList<>(manager.getTransactionExecutionListeners());
		listeners.add(this);
		manager.setTransactionExecutionListeners(listeners);
	}

	/** Returns whether the current transaction is being completed. */
	boolean includesCurrent() {
		Object current = this.bound.get();
		return current != null && TransactionSynchronizationManager.hasResource(new Mark(this, current));
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		begin();
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
		end();
	}

	@Override
	public void beforeRollback(TransactionExecution transaction) {
		begin();
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
		end();
	}

	/**
	 * Marks the transaction. A commit that fails is followed by a rollback, for which the
	 * mark already exists.
	 */
	private void begin() {
		Object current = this.bound.get();
		if (current != null && !includesCurrent()) {
			TransactionSynchronizationManager.bindResource(new Mark(this, current), true);
		}
	}

	private void end() {
		Object current = this.bound.get();
		if (current != null) {
			TransactionSynchronizationManager.unbindResourceIfPossible(new Mark(this, current));
		}
	}

	/**
	 * The key of a mark. A bound object is equal only to itself, and so is its mark.
	 */
	private record Mark(CompletingTransactions owner, Object bound) {
	}

}
