package io.eventsourcing.persistence.jdbc.append;

import java.time.Duration;
import java.util.Objects;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes concurrent appends in one transaction. Thread-safe.
 * <p>
 * Only one transaction at a time can append events. So one caller is the leader: it
 * writes its own append together with all appends that have arrived while the previous
 * group was being written; then it makes the caller that has waited longest the next
 * leader. An idle store adds no delay: the caller's own thread writes at once. No
 * dedicated writer thread and no timer are involved.
 * <p>
 * Failures affect only their own callers. An append that does not follow the stored
 * events is left out by the statement, and its caller determines the reason in its own
 * thread. If the database rejects a whole group, nothing of it is stored, and each member
 * is retried alone.
 */
public final class GroupCommit {

	/**
	 * The time that a caller waits once its append is being written: it must get the
	 * result, so this is practically unlimited.
	 */
	private static final long WITHOUT_END = Duration.ofDays(365).toNanos();

	private final CommitQueue queue = new CommitQueue();

	private final GroupWriter writer;

	private final int maxEvents;

	private final Duration timeout;

	private final Runnable afterCommit;

	/**
	 * @param writer writes the groups
	 * @param maxEvents the maximum number of events in a group
	 * @param timeout the maximum time an append waits in the queue
	 * @param afterCommit called by the leader after each commit, before the appends
	 * return
	 */
	public GroupCommit(GroupWriter writer, int maxEvents, Duration timeout, Runnable afterCommit) {
		this.writer = writer;
		this.maxEvents = maxEvents;
		this.timeout = timeout;
		this.afterCommit = afterCommit;
	}

	/**
	 * Stores all of the events or none of them.
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

	/** Waits for the result; returns null if the caller is now the leader. */
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
			// before the next leader fills its group: these callers may return with
			// further appends
			group.wakeUpOthers();
			this.queue.handOver();
		}
		return Objects.requireNonNull(own.result());
	}

}
