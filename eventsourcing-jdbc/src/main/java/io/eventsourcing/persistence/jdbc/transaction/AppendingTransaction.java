package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Observes a caller's transaction from its first save to its end: runs an action once
 * after the commit, however many saves the transaction contains, and warns if the
 * transaction has prevented others from saving for long.
 */
final class AppendingTransaction implements TransactionSynchronization {

	private static final Logger LOGGER = System.getLogger(AppendingTransaction.class.getName());

	private static final Duration LONG = Duration.ofSeconds(1);

	private final Runnable afterCommit;

	private final long begin;

	private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();

	AppendingTransaction(Runnable afterCommit) {
		this(afterCommit, System.nanoTime());
	}

	/**
	 * @param begin the time of the first save in the transaction, a value of
	 * {@link System#nanoTime()}
	 */
	AppendingTransaction(Runnable afterCommit, long begin) {
		this.afterCommit = afterCommit;
		this.begin = begin;
	}

	@Override
	public void afterCommit() {
		this.afterCommit.run();
	}

	@Override
	public void afterCompletion(int status) {
		Duration held = Duration.ofNanos(System.nanoTime() - this.begin);
		if (held.compareTo(LONG) > 0) {
			LOGGER.log(Level.WARNING,
					"The transaction ''{0}'' kept all others from saving events for {1} ms, from its first save to its end. Keep transactions that save events short, and save last.",
					(this.name != null) ? this.name : "without a name", Long.toString(held.toMillis()));
		}
	}

	/**
	 * Returns whether the action is the same, so that a transaction keeps only the first
	 * one.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AppendingTransaction that && this.afterCommit == that.afterCommit;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.afterCommit);
	}

}
