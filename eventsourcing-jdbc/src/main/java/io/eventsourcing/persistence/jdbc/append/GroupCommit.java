package io.eventsourcing.persistence.jdbc.append;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import io.eventsourcing.persistence.jdbc.transaction.StackReserve;
import io.eventsourcing.persistence.recorder.Append;
import org.jspecify.annotations.Nullable;

/**
 * Writes concurrent appends in one transaction. Thread-safe.
 * <p>
 * Only one transaction at a time can append events. So one caller is the leader: it
 * writes its own append together with all appends that have arrived while the previous
 * group was being written; then it appoints the caller that has waited longest. An idle
 * store adds no delay: the caller's own thread writes at once. No timer is involved, and
 * no dedicated writer thread, except for callers in virtual threads.
 * <p>
 * Failures affect only their own callers. An append that does not follow the stored
 * events is left out by the statement, and its caller determines the reason in its own
 * thread. If the database rejects a whole group, nothing of it is stored, and each member
 * is retried alone.
 * <p>
 * The lead is always handed on. Nothing is allocated between the moment when an append
 * becomes the leader and the {@code try} whose {@code finally} hands over. A caller needs
 * enough stack for handing over before it touches the queue, and enough for the
 * connection before it takes the appends of others. If handing over fails nevertheless,
 * the leader is still marked as gone, by a single write to the field {@code gone}, and a
 * waiting caller takes its place.
 */
public final class GroupCommit {

	private final CommitQueue queue = new CommitQueue();

	private final GroupWriter writer;

	private final int maxEvents;

	private final Duration timeout;

	private final Runnable afterCommit;

	private final GroupObservation observation;

	private final PlatformLeader platformLeader;

	/**
	 * @param writer writes the groups
	 * @param maxEvents the maximum number of events in a group
	 * @param timeout the maximum time an append waits, in the queue and for the append
	 * lock
	 * @param afterCommit called by the leader after each commit, before the appends
	 * return
	 * @param observation measures the groups
	 * @param threads creates the thread that writes for virtual threads
	 */
	public GroupCommit(GroupWriter writer, int maxEvents, Duration timeout, Runnable afterCommit,
			GroupObservation observation, ThreadFactory threads) {
		this.writer = writer;
		this.maxEvents = maxEvents;
		this.timeout = timeout;
		this.afterCommit = afterCommit;
		this.observation = observation;
		this.platformLeader = new PlatformLeader(threads, this::leadFor);
	}

	/**
	 * Stores all of the events or none of them.
	 * @return the notification id of the first event
	 */
	public long append(Append append) {
		StackReserve.requireSmall();
		long deadline = System.nanoTime() + this.timeout.toNanos();
		// A group of one is written by its own caller: the data source may need that
		// thread
		boolean delegated = this.maxEvents > 1 && PlatformLeader.isNeededFor(Thread.currentThread());
		boolean alone = false;
		while (true) {
			QueuedAppend attempt = new QueuedAppend(append, alone, deadline, delegated);
			AppendResult result = attempt(attempt);
			if (result instanceof AppendResult.Stored stored) {
				return stored.firstId();
			}
			if (result instanceof AppendResult.Failed failed) {
				throw failed.reason().get();
			}
			if (result instanceof AppendResult.Conflict) {
				this.writer.throwConflict(append);
			}
			if (result instanceof AppendResult.LockTimeout locked && attempt.isExpired()) {
				throw this.writer.lockTimeout(locked.failure());
			}
			alone |= result instanceof AppendResult.RetryAlone;
		}
	}

	private AppendResult attempt(QueuedAppend own) {
		own.suspendInterrupt();
		try {
			if (this.queue.tryLead(own) && own.isDelegated()) {
				appoint(own);
			}
			while (true) {
				if (own.hasToLead()) {
					lead(own);
				}
				AppendResult result = own.result();
				if (result != null) {
					return result;
				}
				if (own.isAbandoned()) {
					return AppendResult.ABANDONED;
				}
				if (own.writer() == null && own.isExpired() && (this.queue.withdraw(own) || own.writer() == null)) {
					return AppendResult.WITHDRAWN;
				}
				own.park();
				if (this.queue.replaceLostLeader(own) && own.isDelegated()) {
					appoint(own);
				}
			}
		}
		finally {
			if (own.worker == null || own.worker == own.caller) {
				// a mere write to a field, which needs neither memory nor stack
				own.gone = true;
			}
			own.restoreInterrupt();
		}
	}

	/** Makes the new leader begin, either in its own thread or in a platform thread. */
	private void appoint(@Nullable QueuedAppend leader) {
		if (leader == null) {
			return;
		}
		if (leader.isDelegated()) {
			this.platformLeader.lead(leader);
		}
		else {
			leader.wakeUp();
		}
	}

	private void leadFor(QueuedAppend caller) {
		try {
			lead(caller);
		}
		finally {
			caller.endLead();
			caller.wakeUp();
		}
	}

	private void lead(QueuedAppend own) {
		CommitGroup group = null;
		try {
			StackReserve.require();
			group = new CommitGroup(own, this.maxEvents);
			long begunAt = this.observation.begin();
			this.writer.write(group, this.queue);
			if (group.isStored()) {
				this.afterCommit.run();
				this.observation.stored(group, own.deadline() - this.timeout.toNanos(), begunAt);
			}
		}
		finally {
			try {
				// before the next leader fills its group: these callers may queue further
				// appends in time for it
				if (group != null) {
					group.wakeUpOthers();
				}
			}
			finally {
				appoint(this.queue.handOver(own));
			}
		}
	}

	/**
	 * Ends the thread that writes for virtual threads as soon as it is idle. Appends
	 * continue to work.
	 */
	public void endIdleThread() {
		this.platformLeader.endWhenIdle();
	}

}
