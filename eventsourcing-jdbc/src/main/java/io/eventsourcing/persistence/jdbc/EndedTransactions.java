package io.eventsourcing.persistence.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows which transactions of the thread have ended. Spring leaves them bound to it while
 * it tells others of their end, and what is written then would be committed by nobody, or
 * by each statement alone.
 */
final class EndedTransactions implements TransactionExecutionListener {

	/** What is bound to the thread by its transaction, different for each one. */
	private final Supplier<@Nullable Object> bound;

	EndedTransactions(Supplier<@Nullable Object> bound) {
		this.bound = bound;
	}

	/** The listeners are replaced, because others may be running through them. */
	void watch(ConfigurableTransactionManager manager) {
		List<TransactionExecutionListener> listeners = new ArrayList<>(manager.getTransactionExecutionListeners());
		listeners.add(this);
		manager.setTransactionExecutionListeners(listeners);
	}

	/** Whether that of the caller is one. */
	boolean haveCurrent() {
		Object current = this.bound.get();
		return current != null && TransactionSynchronizationManager.hasResource(new Ended(this, current));
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

	/** A commit that fails is followed by a rollback. */
	private void begin() {
		Object current = this.bound.get();
		if (current != null && !haveCurrent()) {
			TransactionSynchronizationManager.bindResource(new Ended(this, current), true);
		}
	}

	private void end() {
		Object current = this.bound.get();
		if (current != null) {
			TransactionSynchronizationManager.unbindResourceIfPossible(new Ended(this, current));
		}
	}

	/** The key of a mark; what is bound is equal to itself only. */
	private record Ended(EndedTransactions owner, Object bound) {
	}

}
