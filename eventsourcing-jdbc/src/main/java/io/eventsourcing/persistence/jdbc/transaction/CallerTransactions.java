package io.eventsourcing.persistence.jdbc.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the {@link CallerTransaction} of each transaction of one manager, from its
 * beginning until its connection is released.
 * <p>
 * Each is bound to the thread under the connection of its transaction. Spring leaves that
 * connection bound while it calls the callbacks for the end of the transaction, but
 * statements on it would then never be committed, or each would be committed on its own.
 * The state of the {@code CallerTransaction} shows that the transaction has ended.
 */
final class CallerTransactions implements TransactionExecutionListener {

	/**
	 * Returns the object that the current transaction has bound to the thread, which is
	 * different for each transaction.
	 */
	private final Supplier<@Nullable Object> bound;

	/** Makes sure that the current transaction can be committed. */
	private final Runnable requireIntact;

	/** Returns whether the transaction that is now current is uncommitted. */
	private final Supplier<BooleanSupplier> uncommitted;

	/**
	 * @param manager the manager to listen to, if it supports listeners
	 * @param bound the object that the current transaction has bound to the thread
	 * @param requireIntact makes sure that the current transaction can be committed
	 */
	CallerTransactions(PlatformTransactionManager manager, Supplier<@Nullable Object> bound, Runnable requireIntact) {
		this.bound = bound;
		this.requireIntact = requireIntact;
		this.uncommitted = EntityTransactions.uncommitted(manager);
		if (manager instanceof ConfigurableTransactionManager configurable) {
			listenTo(configurable);
		}
	}

	/**
	 * Listens to the manager. The list of its listeners is replaced rather than changed,
	 * because other threads may be iterating over it.
	 */
	private void listenTo(ConfigurableTransactionManager manager) {
		List<TransactionExecutionListener> listeners = new ArrayList<>(manager.getTransactionExecutionListeners());
		listeners.add(this);
		manager.setTransactionExecutionListeners(listeners);
	}

	/**
	 * Returns the current transaction, which may have ended, or null if there is none
	 * that is known.
	 */
	@Nullable CallerTransaction find() {
		if (TransactionSynchronizationManager.getResourceMap().isEmpty()) {
			return null;
		}
		return (CallerTransaction) TransactionSynchronizationManager.getResource(new Key(this, this.bound.get()));
	}

	/**
	 * Returns the current transaction. If its beginning was not reported, it is observed
	 * from now on: the manager may not support listeners, may not be the one that was
	 * passed to the store, or may have begun the transaction earlier.
	 */
	CallerTransaction current() {
		CallerTransaction transaction = find();
		if (transaction != null) {
			return transaction;
		}
		Key key = new Key(this, this.bound.get());
		return begin(key, TransactionSynchronizationManager.getCurrentTransactionName(),
				TransactionSynchronizationManager.isCurrentTransactionReadOnly(), key::unbind);
	}

	/**
	 * Rejects work if a transaction of the current thread, possibly a suspended one,
	 * holds the append lock: the work would wait for the end of that transaction, which
	 * cannot end before the work.
	 * @param except the transaction that the work belongs to, or null
	 * @param exception creates the exception, from the name of the transaction
	 */
	void requireNoHolderOfAppendLock(@Nullable CallerTransaction except,
			Function<@Nullable String, ? extends RuntimeException> exception) {
		for (Map.Entry<Object, Object> resource : TransactionSynchronizationManager.getResourceMap().entrySet()) {
			if (resource.getKey() instanceof Key key && key.owner == this
					&& resource.getValue() instanceof CallerTransaction transaction && transaction != except
					&& transaction.holdsAppendLock()) {
				throw exception.apply(transaction.name());
			}
		}
	}

	@Override
	public void afterBegin(TransactionExecution execution, @Nullable Throwable failure) {
		Object connection = this.bound.get();
		if (failure == null && connection != null && isSynchronized(execution)) {
			begin(new Key(this, connection), execution.getTransactionName(), execution.isReadOnly(), () -> {
			});
		}
	}

	/** Returns whether the current synchronizations are those of the transaction. */
	private static boolean isSynchronized(TransactionExecution execution) {
		return execution instanceof DefaultTransactionStatus status && status.isNewSynchronization();
	}

	private CallerTransaction begin(Key key, @Nullable String name, boolean readOnly, Runnable afterCompletion) {
		CallerTransaction transaction = new CallerTransaction(name, readOnly, this.uncommitted.get(),
				this.requireIntact, afterCompletion);
		TransactionSynchronizationManager.registerSynchronization(transaction);
		TransactionSynchronizationManager.bindResource(key, transaction);
		return transaction;
	}

	@Override
	public void afterCommit(TransactionExecution execution, @Nullable Throwable failure) {
		unbind(execution);
	}

	@Override
	public void afterRollback(TransactionExecution execution, @Nullable Throwable failure) {
		unbind(execution);
	}

	/** Does nothing at the end of a nested transaction, which is only a savepoint. */
	private void unbind(TransactionExecution execution) {
		if (execution.isNewTransaction()) {
			new Key(this, this.bound.get()).unbind();
		}
	}

	/**
	 * The key of a transaction. A bound object is equal only to itself, and so is its
	 * key.
	 */
	private record Key(CallerTransactions owner, @Nullable Object bound) {

		void unbind() {
			TransactionSynchronizationManager.unbindResourceIfPossible(this);
		}

	}

}
