package io.eventsourcing.projection.runner.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.eventsourcing.projection.runner.schedule.WaitingUnits.Queued;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads, each of which processes one batch of a unit at a time. Units
 * at the head of the log take precedence over units that are catching up, which never
 * occupy all threads if there are several. Therefore, a projection that handles the whole
 * log does not delay the others. Nor do units of remote logs occupy all threads, because
 * the server may not respond. Thread-safe.
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

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Guarded by the lock. */
	private final WaitingUnits waiting;

	private final List<Thread> threads = new ArrayList<>();

	/** Guarded by the lock. */
	private boolean stopped;

	public Workers(int count, ThreadFactory threadFactory, Work work) {
		this.waiting = new WaitingUnits(count);
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
			if (this.waiting.hasten(unit)) {
				this.changed.signal();
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
			this.waiting.add(unit, priority, delay);
			// A worker takes the unit that it queues by itself, unless there are others;
			// a thread that waits for a later due time has to be woken as well
			if (!delay.isZero() || this.waiting.countDue() > 1 || !this.threads.contains(Thread.currentThread())) {
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
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
				end(next);
			}
			next = take();
		}
	}

	/** Waits for a unit; returns null if the thread must end. */
	private @Nullable Queued take() {
		this.lock.lock();
		try {
			while (!this.stopped) {
				long nextDue = this.waiting.queueDue();
				Queued next = this.waiting.poll();
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
		if (!this.waiting.isEmpty()) {
			this.changed.signal();
		}
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

	/** Makes room for another unit that is catching up, or reads a remote log. */
	private void end(Queued processed) {
		if (processed.isUnlimited()) {
			return;
		}
		this.lock.lock();
		try {
			this.waiting.ended(processed);
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
		long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
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
