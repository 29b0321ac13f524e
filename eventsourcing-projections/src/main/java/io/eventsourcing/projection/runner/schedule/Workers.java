package io.eventsourcing.projection.runner.schedule;

import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Priority;
import io.eventsourcing.projection.runner.unit.Units;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads, each of which processes one batch of a unit at a time. Units
 * at the head of the log take precedence over units that are catching up, which never
 * occupy all threads if there are several. Therefore, a projection that handles the whole
 * log does not delay the others. Thread-safe.
 * <p>
 * The threads are never interrupted, because an interrupt closes the files of H2.
 */
public final class Workers implements UnitQueue {

	/** Processes units. */
	@FunctionalInterface
	public interface Work {

		/** Processes a batch of the unit. Must not throw an exception. */
		void process(ConsumerUnit unit);

	}

	private record Queued(ConsumerUnit unit, Priority priority, long due) {
	}

	private static final long START = System.nanoTime();

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Queued> live = new ArrayDeque<>();

	private final Deque<Queued> catchUp = new ArrayDeque<>();

	/** Ordered by the time since START, because nanoTime() can overflow. */
	private final PriorityQueue<Queued> delayed = new PriorityQueue<>(
			Comparator.comparingLong((each) -> each.due() - START));

	private final List<Thread> threads = new ArrayList<>();

	private final int maxCatchUp;

	private int catchingUp;

	private boolean stopped;

	public Workers(int count, ThreadFactory threadFactory, Work work) {
		this.maxCatchUp = Math.max(1, count - 1);
		for (int i = 0; i < count; i++) {
			this.threads.add(threadFactory.newThread(() -> run(work)));
		}
	}

	public void start() {
		this.threads.forEach(Thread::start);
	}

	@Override
	public void add(ConsumerUnit unit) {
		addLater(unit, Priority.LIVE, Duration.ZERO);
	}

	@Override
	public void hasten(ConsumerUnit unit) {
		this.lock.lock();
		try {
			for (Queued each : List.copyOf(this.delayed)) {
				if (each.unit() == unit && this.delayed.remove(each)) {
					queue(each.priority()).add(each);
					this.changed.signal();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Queues a unit that the calling thread holds, after a delay. */
	public void addLater(ConsumerUnit unit, Priority priority, Duration delay) {
		this.lock.lock();
		try {
			Queued queued = new Queued(unit, priority, System.nanoTime() + delay.toNanos());
			(delay.isZero() ? queue(priority) : this.delayed).add(queued);
			// A worker takes the unit that it queues by itself, unless there are others;
			// a thread that waits for a later due time has to be woken as well
			if (!delay.isZero() || this.live.size() + this.catchUp.size() > 1
					|| !this.threads.contains(Thread.currentThread())) {
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private Deque<Queued> queue(Priority priority) {
		return (priority == Priority.LIVE) ? this.live : this.catchUp;
	}

	private void run(Work work) {
		Queued next = take();
		while (next != null) {
			try {
				work.process(next.unit());
			}
			finally {
				// If a handler left the thread interrupted, that would close a file of H2
				Thread.interrupted();
				end(next.priority());
			}
			next = take();
		}
	}

	/** Waits for a unit; returns null if the thread must end. */
	private @Nullable Queued take() {
		this.lock.lock();
		try {
			while (!this.stopped) {
				long nextDue = queueDue();
				Queued next = poll();
				if (next != null) {
					signalOthers();
					return next;
				}
				await(nextDue);
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Wakes a thread for the remaining units, or to wait for the next due time. */
	private void signalOthers() {
		if (!this.live.isEmpty() || !this.catchUp.isEmpty() || !this.delayed.isEmpty()) {
			this.changed.signal();
		}
	}

	private @Nullable Queued poll() {
		Queued next = this.live.poll();
		if (next == null && this.catchingUp < this.maxCatchUp) {
			next = this.catchUp.poll();
			this.catchingUp += (next != null) ? 1 : 0;
		}
		return next;
	}

	/** Moves units that are due to their queues; returns the time until the next one. */
	private long queueDue() {
		long now = System.nanoTime();
		while (!this.delayed.isEmpty() && this.delayed.element().due() - now <= 0) {
			Queued due = this.delayed.remove();
			queue(due.priority()).add(due);
		}
		return this.delayed.isEmpty() ? Long.MAX_VALUE : this.delayed.element().due() - now;
	}

	private void await(long nanos) {
		try {
			if (nanos == Long.MAX_VALUE) {
				this.changed.await();
			}
			else {
				this.changed.awaitNanos(nanos);
			}
		}
		catch (InterruptedException ex) {
			// Left behind by a handler; only stop() ends the threads
		}
	}

	private void end(Priority priority) {
		if (priority == Priority.LIVE) {
			return;
		}
		this.lock.lock();
		try {
			this.catchingUp--;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the threads after their current batches.
	 * @return whether they have ended in time
	 */
	public boolean stop(Duration timeout) {
		this.lock.lock();
		try {
			this.stopped = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean ended = true;
		for (Thread thread : this.threads) {
			ended &= join(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
		}
		return ended;
	}

	/** Waits for the end of a thread; returns whether it has ended in time. */
	public static boolean join(Thread thread, Duration timeout) {
		try {
			thread.join(Math.max(1, timeout.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return !thread.isAlive();
	}

}
