package io.eventsourcing.persistence.jdbc.append;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Elects the leader and queues the appends of the other callers. Thread-safe; the field
 * that matters is {@code leader}.
 * <p>
 * If a leader ended without handing over, because of an {@link Error}, no save would ever
 * be written again. So the field identifies the leader, and the next caller that finds
 * the leader gone takes its place. If a leader that was considered gone is still working,
 * two leaders write at the same time, which is safe because of the append lock of the
 * database. The queue is a linked list of the appends themselves, because it must not
 * allocate memory.
 */
final class CommitQueue {

	private static final Logger LOGGER = System.getLogger(CommitQueue.class.getName());

	private final Lock lock = new ReentrantLock();

	private @Nullable QueuedAppend first;

	private @Nullable QueuedAppend last;

	/**
	 * The append whose caller is writing, or is about to, or null. Written under the
	 * lock.
	 */
	private volatile @Nullable QueuedAppend leader;

	/**
	 * Makes the append the leader if there is none; otherwise queues it.
	 * @return whether the append is now the leader
	 */
	boolean tryLead(QueuedAppend append) {
		QueuedAppend lost;
		this.lock.lock();
		try {
			lost = this.leader;
			if (lost != null && !lost.isGone()) {
				enqueue(append);
				return false;
			}
			lead(append);
		}
		finally {
			this.lock.unlock();
		}
		warnOf(lost);
		return true;
	}

	/**
	 * Makes a queued append the leader if the leader is gone.
	 * @return whether the append has become the leader
	 */
	boolean replaceLostLeader(QueuedAppend append) {
		QueuedAppend lost = this.leader;
		if (lost == null || !lost.isGone()) {
			return false;
		}
		this.lock.lock();
		try {
			if (this.leader != lost || !remove(append)) {
				return false;
			}
			lead(append);
		}
		finally {
			this.lock.unlock();
		}
		warnOf(lost);
		return true;
	}

	private void lead(QueuedAppend append) {
		append.writtenBy(append);
		this.leader = append;
	}

	private static void warnOf(@Nullable QueuedAppend lost) {
		if (lost != null) {
			LOGGER.log(Level.WARNING,
					"The thread ''{0}'' ended, probably because of an Error, while it was writing the events of other threads. This thread takes its place.",
					lost.worker().getName());
		}
	}

	/**
	 * Moves queued appends into the group of the leader, as many as it accepts. Drops
	 * those whose callers are gone.
	 */
	void fill(CommitGroup group) {
		this.lock.lock();
		try {
			QueuedAppend previous = null;
			QueuedAppend each = this.first;
			while (each != null) {
				QueuedAppend following = each.next();
				if (each.isGone()) {
					unlink(previous, each);
				}
				else if (group.accepts(each)) {
					unlink(previous, each);
					group.add(each);
				}
				else {
					previous = each;
				}
				each = following;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the lead of the append. The caller that has waited longest leads next.
	 * @return the next leader, or null if there is none
	 */
	@Nullable QueuedAppend handOver(QueuedAppend append) {
		this.lock.lock();
		try {
			if (this.leader != append) {
				return null;
			}
			QueuedAppend next = this.first;
			while (next != null && next.isGone()) {
				next = next.next();
			}
			this.first = (next != null) ? next.next() : null;
			this.last = (this.first != null) ? this.last : null;
			if (next != null) {
				next.linkTo(null);
				next.writtenBy(next);
			}
			// last, so that the leader is one that knows it, whatever fails before
			this.leader = next;
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Withdraws an append from the queue.
	 * @return false if the append is being written, or has become the leader
	 */
	boolean withdraw(QueuedAppend append) {
		this.lock.lock();
		try {
			return remove(append);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void enqueue(QueuedAppend append) {
		if (this.last != null) {
			this.last.linkTo(append);
		}
		else {
			this.first = append;
		}
		this.last = append;
	}

	private boolean remove(QueuedAppend append) {
		QueuedAppend previous = null;
		for (QueuedAppend each = this.first; each != null; each = each.next()) {
			if (each == append) {
				unlink(previous, each);
				return true;
			}
			previous = each;
		}
		return false;
	}

	private void unlink(@Nullable QueuedAppend previous, QueuedAppend append) {
		if (previous != null) {
			previous.linkTo(append.next());
		}
		else {
			this.first = append.next();
		}
		this.last = (append == this.last) ? previous : this.last;
		append.linkTo(null);
	}

}
