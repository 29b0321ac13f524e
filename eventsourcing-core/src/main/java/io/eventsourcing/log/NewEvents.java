package io.eventsourcing.log;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the subscriptions of a log wait for new events. One of the waiting threads is the
 * leader: a commit wakes only the leader, which reads the new events for all
 * subscriptions, wakes the other threads and returns. Another waiting thread then becomes
 * the leader. So the work of a save does not depend on the number of subscriptions, and
 * the library needs no thread of its own.
 * <p>
 * What could go wrong, and why it does not:
 * <ul>
 * <li>Events could be appended after a thread has looked for them and before it waits.
 * {@code signals} counts the calls of {@link #signal()}, {@code handled} is its value
 * before the last shared read, and {@code round} counts how often all threads were woken.
 * A thread calls {@link #mark(Waiter)} before it looks, and waits only while nothing has
 * changed since.</li>
 * <li>Another thread could read the new events, and wake all threads, just before a
 * thread becomes the leader. No signal is left for the leader then, so it also compares
 * {@code round}, which the other thread has increased before it gave up the lead.</li>
 * <li>The leader could leave without having read, because it is interrupted or closed, or
 * because its read fails. {@link #leave(Waiter)} then wakes another waiting thread, which
 * becomes the leader and reads at once.</li>
 * <li>The leader could be stuck in a read that does not end. Another thread replaces it
 * when it is overdue.</li>
 * </ul>
 */
final class NewEvents {

	/** Reads the end of the log for all subscriptions. */
	@FunctionalInterface
	interface SharedRead {

		/** Returns whether the subscriptions must look again. */
		boolean run();

	}

	private final long pollNanos;

	private final long patienceNanos;

	private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable Waiter> leader = new AtomicReference<>();

	private final AtomicLong signals = new AtomicLong();

	private final AtomicLong round = new AtomicLong();

	private volatile long handled;

	private volatile long lastRead = System.nanoTime();

	/**
	 * @param pollInterval the time after which the log is read without a signal
	 * @param patience the time that a shared read may take before another thread reads
	 */
	NewEvents(Duration pollInterval, Duration patience) {
		this.pollNanos = pollInterval.toNanos();
		this.patienceNanos = patience.toNanos();
	}

	/**
	 * Announces new events. This method increases the count before it reads the field
	 * {@code leader}, and a thread reads the count after it has become the leader: so
	 * either this method wakes the leader, or the leader sees the new count.
	 */
	void signal() {
		this.signals.incrementAndGet();
		Waiter leading = this.leader.get();
		if (leading != null) {
			leading.wake();
		}
	}

	/** Must be called before the thread of the waiter looks for events. */
	void mark(Waiter waiter) {
		waiter.mark(this.signals.get(), this.round.get());
	}

	/**
	 * Waits until events may have been appended since the last {@link #mark(Waiter)}, or
	 * until the waiter is closed. Without a shared read, also ends at the next poll.
	 * @param read reads for all subscriptions, or null if the calling thread can only
	 * read for its own
	 * @throws EventSourcingException if the thread is interrupted
	 */
	void await(Waiter waiter, @Nullable SharedRead read) {
		long nextPoll = System.nanoTime() + this.pollNanos;
		waiter.enter();
		this.waiting.add(waiter);
		try {
			// With a shared read, the leader polls for all subscriptions
			while (!isOver(waiter) && (read != null || nextPoll - System.nanoTime() > 0)) {
				Waiter leading = this.leader.get();
				if (leading != null && leading.overdueIn() > 0) {
					// Not until the leader is overdue, because that time may
					// become earlier when the leader begins to read
					park((read != null) ? this.patienceNanos
							: Math.min(this.patienceNanos, nextPoll - System.nanoTime()));
				}
				else if (takeLead(leading, waiter)) {
					lead(waiter, read, nextPoll);
					return;
				}
			}
		}
		finally {
			leave(waiter);
		}
	}

	private boolean isOver(Waiter waiter) {
		return waiter.isClosed() || this.round.get() != waiter.round();
	}

	private boolean takeLead(@Nullable Waiter previous, Waiter waiter) {
		waiter.overdueAt(System.nanoTime() + this.patienceNanos);
		return this.leader.compareAndSet(previous, waiter);
	}

	private void lead(Waiter waiter, @Nullable SharedRead read, long nextPoll) {
		boolean changed = false;
		if (read == null) {
			awaitSignal(waiter, waiter.signals(), nextPoll);
			changed = leads(waiter);
		}
		while (read != null && !changed && leads(waiter) && !isOver(waiter)) {
			awaitSignal(waiter, this.handled, this.lastRead + this.pollNanos);
			changed = leads(waiter) && readShared(waiter, read);
		}
		if (changed) {
			wakeAll();
		}
	}

	private void wakeAll() {
		this.round.incrementAndGet();
		this.waiting.forEach(Waiter::wake);
	}

	/**
	 * Reads the end of the log for all subscriptions if events may have been appended
	 * since the last shared read and no waiting thread would read them. Does not wait.
	 * @return whether there are new events, so that the caller must read again
	 */
	boolean readIfDue(SharedRead read) {
		Waiter leading = this.leader.get();
		boolean due = this.signals.get() != this.handled || this.lastRead + this.pollNanos - System.nanoTime() <= 0;
		Waiter waiter = new Waiter();
		if (!due || (leading != null && leading.overdueIn() > 0) || !takeLead(leading, waiter)) {
			return false;
		}
		try {
			boolean changed = readShared(waiter, read);
			if (changed) {
				wakeAll();
			}
			return changed;
		}
		finally {
			leave(waiter);
		}
	}

	private boolean readShared(Waiter waiter, SharedRead read) {
		requireNotInterrupted();
		waiter.overdueAt(System.nanoTime() + this.patienceNanos);
		long seen = this.signals.get();
		this.lastRead = System.nanoTime();
		boolean complete = false;
		try {
			boolean changed = read.run();
			this.handled = seen;
			complete = !waiter.isClosed();
			return changed;
		}
		finally {
			if (!complete) {
				// The next leader must read at once, instead of waiting for a signal
				signal();
			}
		}
	}

	private void awaitSignal(Waiter waiter, long seen, long until) {
		long left = until - System.nanoTime();
		// A poll may have been due long ago, while nobody waited
		waiter.overdueAt(System.nanoTime() + Math.max(left, 0) + this.patienceNanos);
		while (leads(waiter) && !isOver(waiter) && this.signals.get() == seen && left > 0) {
			park(left);
			left = until - System.nanoTime();
		}
	}

	private boolean leads(Waiter waiter) {
		return !waiter.isClosed() && this.leader.get() == waiter;
	}

	private void park(long nanos) {
		LockSupport.parkNanos(this, nanos);
		requireNotInterrupted();
	}

	/** A read in an interrupted thread could close its connection. */
	private static void requireNotInterrupted() {
		if (Thread.currentThread().isInterrupted()) {
			throw new EventSourcingException("Interrupted while waiting for notifications");
		}
	}

	/**
	 * Ends a wait. If there is no leader now, another waiting thread is woken, even if
	 * the leaving thread was not the leader: it may have been woken to become the leader.
	 * The waiter is removed before the field {@code leader} is read, so that a leader
	 * that leaves at the same time wakes a thread that still waits.
	 */
	private void leave(Waiter waiter) {
		this.waiting.remove(waiter);
		waiter.leave();
		this.leader.compareAndSet(waiter, null);
		if (this.leader.get() == null) {
			this.waiting.stream().findFirst().ifPresent(Waiter::wake);
		}
	}

}
