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
 * What a Spring transaction has inserted into a {@link MemoryRecorder}. It is found among
 * the synchronizations of the thread, which Spring exchanges when it suspends a
 * transaction for another one.
 * <p>
 * It ends before the other synchronizations are called, because they may save events, or
 * wait for others that do. Events that one of them saves are not part of it then.
 */
final class MemoryTransaction implements TransactionSynchronization {

	private final MemoryRecorder recorder;

	private final List<Insert> inserts = new ArrayList<>();

	/** How many inserts there were at each savepoint. */
	private final Map<Object, Integer> savepoints = new IdentityHashMap<>();

	private boolean registered;

	private boolean ended;

	private MemoryTransaction(MemoryRecorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * Returns what the transaction of the current thread has inserted, which may be
	 * nothing yet, or null if there is no transaction to take part in.
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

	/** Takes part in the transaction from now on. */
	void register() {
		if (!this.registered) {
			this.registered = true;
			TransactionSynchronizationManager.registerSynchronization(this);
		}
	}

	/**
	 * @param size how many notifications there were before the insert
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

	/** All inserts come after a savepoint that is unknown: it is older than this. */
	@Override
	public void savepointRollback(Object savepoint) {
		takeBack(this.savepoints.getOrDefault(savepoint, 0)).forEach(Runnable::run);
	}

	/** Takes back all but the first inserts, and returns what is to be run then. */
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
	 * Ends a transaction that was rolled back, and one that was committed although
	 * {@link #afterCommit()} was not called, because another synchronization failed
	 * before. An unknown outcome counts as rolled back: saving again is safe, believing
	 * in lost events is not.
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

	/** An insert, and what to run if it is rolled back. */
	private record Insert(int size, @Nullable Runnable onRollback) {
	}

}
