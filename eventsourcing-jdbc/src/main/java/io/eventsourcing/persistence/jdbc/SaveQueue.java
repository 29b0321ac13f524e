package io.eventsourcing.persistence.jdbc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Decides who writes, and keeps the others. Safe for use by many threads. */
final class SaveQueue {

	private final Lock lock = new ReentrantLock();

	private final Deque<PendingSave> waiting = new ArrayDeque<>();

	private boolean led;

	/** Makes the caller wait in the queue, unless it may write at once. */
	boolean lead(PendingSave pending) {
		this.lock.lock();
		try {
			if (this.led) {
				this.waiting.add(pending);
				return false;
			}
			this.led = true;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Moves what waits into the group, as much of it as it takes. */
	void fill(SaveGroup group) {
		this.lock.lock();
		try {
			Iterator<PendingSave> each = this.waiting.iterator();
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

	/** Ends the lead of the caller. The first that waits is the next leader. */
	void handOver() {
		PendingSave next = next();
		if (next != null) {
			next.makeLeader();
		}
	}

	private @Nullable PendingSave next() {
		this.lock.lock();
		try {
			PendingSave next = this.waiting.poll();
			this.led = next != null;
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends the wait, unless somebody is writing the save or the caller has to. */
	boolean withdraw(PendingSave pending) {
		this.lock.lock();
		try {
			return this.waiting.remove(pending);
		}
		finally {
			this.lock.unlock();
		}
	}

}
