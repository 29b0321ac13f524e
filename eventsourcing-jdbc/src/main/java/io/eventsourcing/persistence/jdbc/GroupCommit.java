package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.Objects;

import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes saves that come at the same time in one transaction.
 * <p>
 * Events are appended by one transaction at a time anyway. So one caller is the leader:
 * it writes its own save and, with it, all that have come while the one before was
 * writing, and then makes the first of those that have come since the next leader. An
 * idle store is written to by the caller's own thread at once. Nobody writes for others
 * alone, no thread is ours, and nobody waits for company.
 * <p>
 * What goes wrong stays with its caller: a save that does not fit is left out by the
 * statement, and its caller finds out why in its own time; if the database refuses a
 * whole group, nothing of it is stored, and each member tries again alone.
 */
final class GroupCommit {

	private static final long FOR_EVER = Duration.ofDays(365).toNanos();

	private final SaveQueue queue = new SaveQueue();

	private final OwnTransactions transactions;

	private final int maxEvents;

	private final Duration timeout;

	private final Runnable stored;

	/**
	 * @param stored is called by the leader after each commit, before a save returns
	 */
	GroupCommit(OwnTransactions transactions, JdbcSettings settings, Runnable stored) {
		this.transactions = transactions;
		this.stored = stored;
		this.maxEvents = settings.maxGroupSize();
		this.timeout = settings.lockTimeout();
	}

	/** Returns the id of the first event. */
	long append(Save save) {
		boolean alone = false;
		while (true) {
			SaveOutcome outcome = attempt(save, alone);
			if (outcome instanceof SaveOutcome.Stored stored) {
				return stored.firstId();
			}
			if (outcome instanceof SaveOutcome.Failed failed) {
				throw failed.reason().get();
			}
			if (outcome == SaveOutcome.REFUSED) {
				this.transactions.explainRefusal(save);
			}
			alone |= outcome == SaveOutcome.SPOILT;
		}
	}

	private SaveOutcome attempt(Save save, boolean alone) {
		PendingSave own = new PendingSave(save, alone);
		try {
			if (!this.queue.lead(own)) {
				SaveOutcome outcome = await(own);
				if (outcome != null) {
					return outcome;
				}
			}
			return lead(own);
		}
		finally {
			own.restoreInterrupt();
		}
	}

	/** Returns null if the caller is the leader now. */
	private @Nullable SaveOutcome await(PendingSave own) {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		own.await(deadline);
		if (own.outcome() == null && !own.isLeader()) {
			if (this.queue.withdraw(own)) {
				return new SaveOutcome.Failed(() -> new AppendLockTimeoutException(this.timeout, null));
			}
			own.await(deadline + FOR_EVER);
		}
		return own.outcome();
	}

	private SaveOutcome lead(PendingSave own) {
		SaveGroup group = new SaveGroup(own, this.maxEvents);
		try {
			this.transactions.write(group, this.queue);
			if (group.isStored()) {
				this.stored.run();
			}
		}
		finally {
			// before the next leader looks around: they may come with more
			group.wakeUpOthers();
			this.queue.handOver();
		}
		return Objects.requireNonNull(own.outcome());
	}

}
