package io.eventsourcing.persistence.jdbc.append;

import java.time.Duration;
import java.util.Objects;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes appends that come at the same time in one transaction. Safe for use by many
 * threads.
 * <p>
 * Events are appended by one transaction at a time anyway. So one caller is the leader:
 * it writes its own append together with all that have arrived while the group before was
 * being written; then it makes the caller that has waited longest the next leader. An
 * idle store adds no delay: the caller's own thread writes at once. There is no dedicated
 * writer thread and no timer.
 * <p>
 * What goes wrong stays with its caller: an append that does not follow what is stored is
 * left out by the statement, and its caller finds out why in its own time; if the
 * database refuses a whole group, nothing of it is stored, and each member tries again
 * alone.
 */
public final class GroupCommit {

	/** A caller whose append is being written waits for its result, whatever it takes. */
	private static final long WITHOUT_END = Duration.ofDays(365).toNanos();

	private final CommitQueue queue = new CommitQueue();

	private final GroupWriter writer;

	private final int maxEvents;

	private final Duration timeout;

	private final Runnable afterCommit;

	/**
	 * @param writer writes the groups
	 * @param maxEvents the maximum number of events in a group
	 * @param timeout how long an append waits in the queue
	 * @param afterCommit is called by the leader after each commit, before the appends
	 * return
	 */
	public GroupCommit(GroupWriter writer, int maxEvents, Duration timeout, Runnable afterCommit) {
		this.writer = writer;
		this.maxEvents = maxEvents;
		this.timeout = timeout;
		this.afterCommit = afterCommit;
	}

	/**
	 * Stores all of the events or none.
	 * @return the notification id of the first event
	 */
	public long append(Append append) {
		boolean alone = false;
		while (true) {
			AppendResult result = attempt(append, alone);
			if (result instanceof AppendResult.Stored stored) {
				return stored.firstId();
			}
			if (result instanceof AppendResult.Failed failed) {
				throw failed.reason().get();
			}
			if (result instanceof AppendResult.Conflict) {
				this.writer.throwConflict(append);
			}
			alone |= result instanceof AppendResult.RetryAlone;
		}
	}

	private AppendResult attempt(Append append, boolean alone) {
		QueuedAppend own = new QueuedAppend(append, alone);
		own.suspendInterrupt();
		try {
			if (!this.queue.tryLead(own)) {
				AppendResult result = await(own);
				if (result != null) {
					return result;
				}
			}
			return lead(own);
		}
		finally {
			own.restoreInterrupt();
		}
	}

	/** Returns null if the caller is the leader now. */
	private @Nullable AppendResult await(QueuedAppend own) {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		own.await(deadline);
		if (own.result() == null && !own.isLeader()) {
			if (this.queue.withdraw(own)) {
				return new AppendResult.Failed(() -> new AppendLockTimeoutException(this.timeout, null));
			}
			own.await(deadline + WITHOUT_END);
		}
		return own.result();
	}

	private AppendResult lead(QueuedAppend own) {
		CommitGroup group = new CommitGroup(own, this.maxEvents);
		try {
			this.writer.write(group, this.queue);
			if (group.isStored()) {
				this.afterCommit.run();
			}
		}
		finally {
			// before the next leader fills its group: they may come with more
			group.wakeUpOthers();
			this.queue.handOver();
		}
		return Objects.requireNonNull(own.result());
	}

}
