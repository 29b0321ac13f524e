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
 * {@link #LOOK_AROUND}. {@link #leave()} only writes to the field {@code gone}, so that
 * it succeeds even if memory and stack are exhausted.
 * <p>
 * An interrupt does not end the wait, because the events may already be stored. It is
 * suspended until the result is known: if an interrupted thread wrote, H2 would close its
 * database file, and a virtual thread would lose its socket.
 */
final class QueuedAppend {

	/** The time after which a waiting caller checks whether its writer still exists. */
	private static final long LOOK_AROUND = Duration.ofMillis(500).toNanos();

	private final Thread caller = Thread.currentThread();

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

	/** Whether a platform thread leads on behalf of the caller. */
	private volatile boolean delegated = PlatformLeader.isNeededFor(this.caller);

	private volatile @Nullable QueuedAppend writer;

	private volatile @Nullable AppendResult result;

	private volatile boolean gone;

	/**
	 * @param alone whether the append must not be written together with others
	 * @param deadline the time at which the caller gives up waiting, a value of
	 * {@link System#nanoTime()}
	 */
	QueuedAppend(Append append, boolean alone, long deadline) {
		this.append = append;
		this.alone = alone;
		this.deadline = deadline;
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

	boolean isDelegated() {
		return this.delegated;
	}

	/** Makes the caller lead by itself. */
	void undelegate() {
		this.delegated = false;
	}

	/** Returns whether the caller itself has to lead. */
	boolean hasToLead() {
		return this.writer == this && !this.delegated;
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

	/**
	 * Marks the caller as gone when it returns for whatever reason, unless a platform
	 * thread leads on its behalf; that thread calls {@link #endLead()}.
	 */
	void leave() {
		if (!this.delegated) {
			this.gone = true;
		}
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
		return this.gone || !(this.delegated || this.caller.isAlive());
	}

	Thread caller() {
		return this.caller;
	}

	void wakeUp() {
		LockSupport.unpark(this.caller);
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
