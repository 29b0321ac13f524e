package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction of a caller: what it has saved, and what has to happen at its end.
 * <p>
 * It is registered as a synchronization of this transaction, if possible when the
 * transaction begins. Later, a transaction of another manager may be nested in it: Spring
 * then suspends the synchronizations of the outer transaction but not its connection, so
 * a synchronization that was registered then would belong to the nested transaction. It
 * is called before all other synchronizations, because these may save events. Used by one
 * thread.
 */
final class CallerTransaction implements TransactionSynchronization {

	private static final Logger LOGGER = System.getLogger(CallerTransaction.class.getName());

	private static final Duration LONG = Duration.ofSeconds(1);

	private final @Nullable String name;

	private final boolean readOnly;

	private final BooleanSupplier uncommitted;

	private final Runnable beforeCommit;

	private final Runnable afterCompletion;

	private final RollbackActions rollbackActions = new RollbackActions();

	private @Nullable TransactionGuard guard;

	private @Nullable Runnable afterCommit;

	private long firstSave;

	private boolean suspended;

	private boolean ended;

	/**
	 * @param uncommitted whether the database transaction has not been completed yet
	 * @param beforeCommit called before the commit if there were saves; an exception
	 * makes the transaction fail
	 * @param afterCompletion called after the transaction
	 */
	CallerTransaction(@Nullable String name, boolean readOnly, BooleanSupplier uncommitted, Runnable beforeCommit,
			Runnable afterCompletion) {
		this.name = name;
		this.readOnly = readOnly;
		this.uncommitted = uncommitted;
		this.beforeCommit = beforeCommit;
		this.afterCompletion = afterCompletion;
	}

	@Nullable String name() {
		return this.name;
	}

	/** Returns whether work can still be part of the transaction. */
	boolean isOpen() {
		if (!this.ended && !this.uncommitted.getAsBoolean()) {
			// a callback after the commit of the database and before Spring reports it:
			// other transactions may already append
			releaseGuard();
			return false;
		}
		return !this.ended;
	}

	/** Returns whether others have to wait for the end of the transaction to append. */
	boolean holdsAppendLock() {
		return isOpen()
				&& (this.guard != null && this.guard != TransactionGuard.NONE || this.rollbackActions.hasSaves());
	}

	/** Rejects a save in a read-only transaction, before the database does. */
	void requireWritable() {
		if (this.readOnly) {
			throw new EventSourcingException("Events cannot be saved in a read-only transaction. "
					+ "Remove readOnly = true from the transaction that saves them.");
		}
	}

	/**
	 * Performs a save.
	 * @param guards enters the guard that the transaction holds from its first save to
	 * its end
	 * @param afterCommit runs once after the commit, however many saves request it
	 * @param onRollback runs if the save is rolled back, with the transaction or to a
	 * savepoint
	 */
	long save(Supplier<? extends TransactionGuard> guards, Save work, Runnable afterCommit,
			@Nullable Runnable onRollback) throws SQLException {
		if (this.guard == null) {
			this.guard = guards.get();
		}
		if (this.suspended) {
			TransactionSynchronizationManager.registerSynchronization(this.rollbackActions.inNestedTransaction());
		}
		this.rollbackActions.addSave();
		long result = work.run();
		this.afterCommit = afterCommit;
		this.firstSave = (this.firstSave != 0) ? this.firstSave : System.nanoTime();
		if (onRollback != null) {
			this.rollbackActions.setAction(onRollback);
		}
		return result;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void suspend() {
		this.suspended = true;
	}

	@Override
	public void resume() {
		this.suspended = false;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.rollbackActions.addSavepoint(savepoint);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.rollbackActions.rollBackTo(savepoint);
	}

	@Override
	public void beforeCommit(boolean readOnlyTransaction) {
		if (this.guard != null) {
			this.beforeCommit.run();
		}
	}

	@Override
	public void afterCommit() {
		end(true);
	}

	/**
	 * Ends the transaction if it was rolled back, or if another synchronization has
	 * prevented {@link #afterCommit()} from being called. An unknown outcome counts as a
	 * rollback: saving the same events again is safe, whereas relying on events that are
	 * lost is not.
	 */
	@Override
	public void afterCompletion(int status) {
		try {
			end(status == STATUS_COMMITTED);
		}
		finally {
			this.afterCompletion.run();
		}
	}

	private void end(boolean committed) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		releaseGuard();
		warnIfLong();
		if (!committed) {
			this.rollbackActions.rollBack();
		}
		else if (this.afterCommit != null) {
			this.afterCommit.run();
		}
	}

	private void releaseGuard() {
		if (this.guard != null) {
			this.guard.close();
			this.guard = TransactionGuard.NONE;
		}
	}

	private void warnIfLong() {
		Duration held = Duration.ofNanos((this.firstSave != 0) ? System.nanoTime() - this.firstSave : 0);
		if (held.compareTo(LONG) > 0) {
			LOGGER.log(Level.WARNING,
					"The transaction ''{0}'' prevented all others from saving events for {1} ms, from its first save to its end. Keep transactions that save events short, and save last.",
					(this.name != null) ? this.name : "without a name", Long.toString(held.toMillis()));
		}
	}

	/** The work of a save. */
	interface Save {

		long run() throws SQLException;

	}

}
