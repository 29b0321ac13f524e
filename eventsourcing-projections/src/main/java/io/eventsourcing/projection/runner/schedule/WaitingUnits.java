package io.eventsourcing.projection.runner.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The units that wait for a thread, and the limits that keep units that are catching up
 * and units of remote logs from occupying all threads. Used by one thread at a time.
 */
final class WaitingUnits {

	/**
	 * A unit in a queue.
	 *
	 * @param due the time from which it may be processed, by the clock of
	 * {@link System#nanoTime()}
	 */
	record Queued(ConsumerUnit unit, Priority priority, long due) {

		/** Returns whether no limit applies to the unit. */
		boolean isUnlimited() {
			return this.priority == Priority.LIVE && this.unit.consumer().upstream().isOwnLog();
		}

	}

	private static final long START = System.nanoTime();

	private final Deque<Queued> live = new ArrayDeque<>();

	private final Deque<Queued> catchUp = new ArrayDeque<>();

	/** Ordered by the time since START, because nanoTime() can overflow. */
	private final PriorityQueue<Queued> delayed = new PriorityQueue<>(
			Comparator.comparingLong((each) -> each.due() - START));

	private final int maxCatchUp;

	private final RemoteLogLimit remoteLogs;

	private int catchingUp;

	/**
	 * @param threads the number of threads that process units
	 */
	WaitingUnits(int threads) {
		this.maxCatchUp = Math.max(1, threads - 1);
		this.remoteLogs = new RemoteLogLimit(threads);
	}

	void add(ConsumerUnit unit, Priority priority, Duration delay) {
		Queued queued = new Queued(unit, priority, System.nanoTime() + delay.toNanos());
		(delay.isZero() ? queue(priority) : this.delayed).add(queued);
	}

	/** Ends the delay of a unit; returns whether it had one. */
	boolean hasten(ConsumerUnit unit) {
		boolean hastened = false;
		for (Queued each : List.copyOf(this.delayed)) {
			if (each.unit() == unit && this.delayed.remove(each)) {
				queue(each.priority()).add(each);
				hastened = true;
			}
		}
		return hastened;
	}

	private Deque<Queued> queue(Priority priority) {
		return (priority == Priority.LIVE) ? this.live : this.catchUp;
	}

	/** Returns the number of units whose delay has ended. */
	int countDue() {
		return this.live.size() + this.catchUp.size();
	}

	boolean isEmpty() {
		return countDue() == 0 && this.delayed.isEmpty();
	}

	/** Moves units that are due to their queues; returns the time until the next one. */
	long queueDue() {
		long now = System.nanoTime();
		while (!this.delayed.isEmpty() && this.delayed.element().due() - now <= 0) {
			Queued due = this.delayed.remove();
			queue(due.priority()).add(due);
		}
		return this.delayed.isEmpty() ? Long.MAX_VALUE : this.delayed.element().due() - now;
	}

	/**
	 * Removes the unit to be processed next, or returns null if none may be processed.
	 */
	@Nullable Queued poll() {
		Queued next = poll(this.live);
		if (next == null && this.catchingUp < this.maxCatchUp) {
			next = poll(this.catchUp);
			this.catchingUp += (next != null) ? 1 : 0;
		}
		return next;
	}

	/** Removes the first unit whose log may occupy another thread. */
	private @Nullable Queued poll(Deque<Queued> queue) {
		for (Iterator<Queued> units = queue.iterator(); units.hasNext();) {
			Queued next = units.next();
			if (this.remoteLogs.acquire(next.unit().consumer().upstream())) {
				units.remove();
				return next;
			}
		}
		return null;
	}

	/** Records that a unit that was removed by {@link #poll()} has been processed. */
	void ended(Queued processed) {
		this.catchingUp -= (processed.priority() == Priority.CATCH_UP) ? 1 : 0;
		this.remoteLogs.release(processed.unit().consumer().upstream());
	}

}
