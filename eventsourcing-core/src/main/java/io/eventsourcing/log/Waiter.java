package io.eventsourcing.log;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The part of a subscription that {@link NewEvents} uses: the thread that waits, and the
 * state that the thread had seen before it looked for events.
 */
// not final: a test overrides a method to act between two steps of NewEvents
class Waiter {

	private volatile boolean closed;

	/** The thread that waits, or null; other threads use it to wake that thread. */
	private volatile @Nullable Thread thread;

	/** The time by which this waiter, if it is the leader, must have made progress. */
	private volatile long overdue;

	/** Used only by the thread that reads the subscription. */
	private long signals;

	/** Used only by the thread that reads the subscription. */
	private long round;

	/** Stores the state that is known before the thread looks for events. */
	void mark(long signals, long round) {
		this.signals = signals;
		this.round = round;
	}

	long signals() {
		return this.signals;
	}

	long round() {
		return this.round;
	}

	/** Called when the thread begins to wait. */
	void enter() {
		this.thread = Thread.currentThread();
	}

	/** Called when the thread no longer waits. */
	void leave() {
		this.thread = null;
	}

	/** Wakes the thread if it waits. */
	void wake() {
		LockSupport.unpark(this.thread);
	}

	void overdueAt(long nanoTime) {
		this.overdue = nanoTime;
	}

	/** Returns the nanoseconds until this waiter no longer counts as the leader. */
	long overdueIn() {
		return this.overdue - System.nanoTime();
	}

	boolean isClosed() {
		return this.closed;
	}

	/** Ends the current wait and all later ones. */
	void close() {
		this.closed = true;
		wake();
	}

}
