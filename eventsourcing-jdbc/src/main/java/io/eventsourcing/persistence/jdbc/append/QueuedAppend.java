package io.eventsourcing.persistence.jdbc.append;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.recorder.Append;
import org.jspecify.annotations.Nullable;

/**
 * An append whose caller waits until another thread has written it, or until the caller
 * has to write it itself. An append is the leader if its {@link #writer()} is the append
 * itself.
 * <p>
 * The caller parks. A thread that sets the result, or appoints the leader, first writes a
 * volatile field and then unparks the caller. If that thread fails before it unparks the
 * caller, the caller notices by itself, because it never parks for longer than
 * {@link #LOOK_AROUND}. The field {@code gone} is written directly, without a call, so
 * that this succeeds even if memory and stack are exhausted.
 * <p>
 * An interrupt does not end the wait, because the events may already be stored. It is
 * suspended until the result is known: if an interrupted thread wrote, H2 would close its
 * database file, and a virtual thread would lose its socket.
 */
final class QueuedAppend {

	/** The time after which a waiting caller checks whether its writer still exists. */
	private static final long LOOK_AROUND = Duration.ofMillis(500).toNanos();

	final Thread caller = Thread.currentThread();

	private final Append append;

	private final boolean alone;

	private final long deadline;

	/** Accessed by the caller only. */
	private boolean interrupted;

	/**
	 * The next append: in the queue, accessed under its lock; then in the group, accessed
	 * by its leader. The appends are linked directly, so that neither the queue nor the
	 * group allocates memory.
	 */
	private @Nullable QueuedAppend next;

	/**
	 * The thread that leads when it is this append's turn: the caller, or the platform
	 * thread that leads for it; null until that thread has begun. Set once, under the
	 * monitor, so that only one of them leads.
	 */
	volatile @Nullable Thread worker;

	/**
	 * The time at which the caller became aware that a platform thread has to begin.
	 * Accessed by the caller only.
	 */
	private long delegatedSince;

	private volatile @Nullable QueuedAppend writer;

	private volatile @Nullable AppendResult result;

	/**
	 * Set when the caller returns for whatever reason, unless a platform thread leads on
	 * its behalf; then when that thread has ended its lead.
	 */
	volatile boolean gone;

	/**
	 * @param alone whether the append must not be written together with others
	 * @param deadline the time at which the caller gives up waiting, a value of
	 * {@link System#nanoTime()}
	 * @param delegated whether a platform thread leads when it is this append's turn
	 */
	QueuedAppend(Append append, boolean alone, long deadline, boolean delegated) {
		this.append = append;
		this.alone = alone || isRetry(append);
		this.deadline = deadline;
		this.worker = delegated ? null : this.caller;
	}

	/** The retry of a parked event needs a transaction of several statements. */
	private static boolean isRetry(Append append) {
		return append.progress() != null && append.progress().isRetry();
	}

	Append append() {
		return this.append;
	}

	boolean isAlone() {
		return this.alone;
	}

	@Nullable QueuedAppend next() {
		return this.next;
	}

	void linkTo(@Nullable QueuedAppend following) {
		this.next = following;
	}

	/**
	 * Returns the leader whose group contains this append, or null while it is queued.
	 */
	@Nullable QueuedAppend writer() {
		return this.writer;
	}

	void writtenBy(QueuedAppend leader) {
		this.writer = leader;
	}

	/** Returns whether a platform thread has to begin to lead. */
	boolean isDelegated() {
		return this.worker == null;
	}

	/**
	 * Decides that the thread leads.
	 * @return false if the other one of the two threads leads
	 */
	synchronized boolean beginLead(Thread thread) {
		if (this.worker == null) {
			this.worker = thread;
		}
		return this.worker == thread;
	}

	/** Makes the caller lead by itself, unless a platform thread has already begun. */
	void undelegate() {
		beginLead(this.caller);
	}

	/**
	 * Returns whether the caller itself has to lead. It also has to if no platform thread
	 * has begun for a while, for whatever reason.
	 */
	boolean hasToLead() {
		if (this.writer != this) {
			return false;
		}
		if (this.worker == null) {
			long now = System.nanoTime();
			this.delegatedSince = (this.delegatedSince != 0) ? this.delegatedSince : now;
			return now - this.delegatedSince >= LOOK_AROUND && beginLead(this.caller);
		}
		return this.worker == this.caller;
	}

	/**
	 * Returns whether the leader has ended without a result for this append, so that
	 * nobody will ever set one. The result is read last: a leader sets it before it
	 * leaves.
	 */
	boolean isAbandoned() {
		QueuedAppend leader = this.writer;
		return leader != null && leader.isGone() && this.result == null;
	}

	@Nullable AppendResult result() {
		return this.result;
	}

	/** Sets the result; {@link #wakeUp()} must be called afterwards. */
	void complete(AppendResult value) {
		this.result = value;
	}

	/** Marks the lead as ended. */
	void endLead() {
		this.gone = true;
	}

	/**
	 * Returns whether the caller no longer waits and, if it was the leader, no longer
	 * leads.
	 */
	boolean isGone() {
		return this.gone || !worker().isAlive();
	}

	/** Returns the thread that leads, or the caller if none has begun. */
	Thread worker() {
		Thread begun = this.worker;
		return (begun != null) ? begun : this.caller;
	}

	void wakeUp() {
		LockSupport.unpark(this.caller);
	}

	/**
	 * Returns the time at which the caller gives up waiting, a value of
	 * {@link System#nanoTime()}.
	 */
	long deadline() {
		return this.deadline;
	}

	/** Returns whether the caller has waited for the maximum time. */
	boolean isExpired() {
		return this.deadline - System.nanoTime() <= 0;
	}

	/**
	 * Parks the caller until it is woken, for a limited time; while it is queued, at most
	 * until its deadline.
	 */
	void park() {
		long nanos = (this.writer != null) ? LOOK_AROUND : Math.min(LOOK_AROUND, this.deadline - System.nanoTime());
		LockSupport.parkNanos(this, nanos);
		suspendInterrupt();
	}

	/** Clears an interrupt of the caller, and remembers it. */
	void suspendInterrupt() {
		this.interrupted |= Thread.interrupted();
	}

	/** Interrupts the caller again if an interrupt was suspended. */
	void restoreInterrupt() {
		if (this.interrupted) {
			this.caller.interrupt();
		}
	}

}
