package io.eventsourcing.persistence.memory;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The inserts of a Spring transaction into a {@link MemoryRecorder}. It is found among
 * the synchronizations of the thread, which Spring exchanges when it suspends a
 * transaction for another one.
 * <p>
 * It ends before the other synchronizations are called, because they may save events, or
 * wait for others that do. Events that one of them saves are then not part of it.
 */
final class MemoryTransaction implements TransactionSynchronization {

	private final MemoryRecorder recorder;

	private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();

	private final Thread thread = Thread.currentThread();

	private final List<Insert> inserts = new ArrayList<>();

	/** The number of inserts at each savepoint. */
	private final Map<Object, Integer> savepoints = new IdentityHashMap<>();

	private boolean registered;

	private boolean ended;

	private MemoryTransaction(MemoryRecorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * Returns the inserts of the current thread's transaction, which may still be empty,
	 * or null if no transaction is active that the recorder could take part in.
	 */
	static @Nullable MemoryTransaction current(MemoryRecorder recorder) {
		// The former is true until the last callback of a transaction has returned
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return null;
		}
		for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
			if (each instanceof MemoryTransaction transaction && transaction.recorder == recorder) {
				return transaction.ended ? null : transaction;
			}
		}
		return new MemoryTransaction(recorder);
	}

	@Nullable String name() {
		return this.name;
	}

	boolean isOfCurrentThread() {
		return this.thread == Thread.currentThread();
	}

	/** Returns a sentence that says which thread has begun the transaction. */
	String describeHolder() {
		return "It is held by a transaction of the thread '" + this.thread.getName() + "'.";
	}

	/** Makes the recorder take part in the transaction from now on. */
	void register() {
		if (!this.registered) {
			this.registered = true;
			TransactionSynchronizationManager.registerSynchronization(this);
		}
	}

	/**
	 * @param size the number of notifications before the insert
	 */
	void add(int size, @Nullable Runnable onRollback) {
		this.inserts.add(new Insert(size, onRollback));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.inserts.size());
	}

	/**
	 * Rolls back to a savepoint. If it is unknown, it is older than this, so all inserts
	 * follow it.
	 */
	@Override
	public void savepointRollback(Object savepoint) {
		takeBack(this.savepoints.getOrDefault(savepoint, 0)).forEach(Runnable::run);
	}

	/**
	 * Removes all inserts after the given number of them, and returns the actions to run.
	 */
	private List<Runnable> takeBack(int kept) {
		List<Runnable> actions = new ArrayList<>();
		List<Insert> lost = this.inserts.subList(kept, this.inserts.size());
		if (!lost.isEmpty()) {
			this.recorder.truncate(lost.get(0).size());
		}
		for (Insert insert : lost) {
			if (insert.onRollback() != null) {
				actions.add(insert.onRollback());
			}
		}
		lost.clear();
		return actions;
	}

	@Override
	public void afterCommit() {
		if (!this.ended) {
			this.ended = true;
			this.recorder.commit(this);
		}
	}

	/**
	 * Ends a transaction that was rolled back, or one that was committed without a call
	 * of {@link #afterCommit()} because an earlier synchronization failed. An unknown
	 * outcome counts as rolled back: saving the events again is safe, whereas assuming
	 * that lost events are stored is not.
	 */
	@Override
	public void afterCompletion(int status) {
		if (status == STATUS_COMMITTED) {
			afterCommit();
		}
		else if (!this.ended) {
			this.ended = true;
			List<Runnable> actions = takeBack(0);
			this.recorder.release(this);
			actions.forEach(Runnable::run);
		}
	}

	/** An insert, and the action to run if it is rolled back. */
	private record Insert(int size, @Nullable Runnable onRollback) {
	}

}
