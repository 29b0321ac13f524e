package io.eventsourcing.persistence.jdbc.append;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Elects the leader and queues the appends of the other callers. Thread-safe; the field
 * that matters is {@code led}.
 */
final class CommitQueue {

	private final Lock lock = new ReentrantLock();

	private final Deque<QueuedAppend> waiting = new ArrayDeque<>();

	/**
	 * Whether there is a leader: the caller that is currently writing, or the next one.
	 */
	private boolean led;

	/**
	 * Makes the caller the leader if there is none; otherwise queues its append.
	 * @return whether the caller is now the leader
	 */
	boolean tryLead(QueuedAppend append) {
		this.lock.lock();
		try {
			if (this.led) {
				this.waiting.add(append);
				return false;
			}
			this.led = true;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Moves queued appends into the group, as many as it accepts. */
	void fill(CommitGroup group) {
		this.lock.lock();
		try {
			Iterator<QueuedAppend> each = this.waiting.iterator();
			while (each.hasNext()) {
				if (group.add(each.next())) {
					each.remove();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the leadership of the caller. The caller that has waited longest leads next.
	 */
	void handOver() {
		QueuedAppend next = next();
		if (next != null) {
			next.makeLeader();
		}
	}

	private @Nullable QueuedAppend next() {
		this.lock.lock();
		try {
			QueuedAppend next = this.waiting.poll();
			this.led = next != null;
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Withdraws an append from the queue.
	 * @return false if the append is being written, or its caller has become the leader
	 */
	boolean withdraw(QueuedAppend append) {
		this.lock.lock();
		try {
			return this.waiting.remove(append);
		}
		finally {
			this.lock.unlock();
		}
	}

}
