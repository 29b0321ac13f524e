package io.eventsourcing.persistence.jdbc.append;

import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.recorder.Append;
import org.jspecify.annotations.Nullable;

/**
 * An append whose caller waits until another thread has written it, or until the caller
 * has to write it itself.
 * <p>
 * The caller parks. The thread that sets the result, or makes the caller the leader,
 * first writes a volatile field and then unparks the caller, so that no wake-up is lost.
 * An interrupt does not end the wait, because the events may already be stored. It is
 * suspended until the result is known: an interrupted thread must not write, because that
 * breaks H2's files, and the sockets of virtual threads.
 */
final class QueuedAppend {

	private final Thread caller = Thread.currentThread();

	private final Append append;

	private final boolean alone;

	/** Accessed by the caller only. */
	private boolean interrupted;

	private volatile boolean leader;

	private volatile @Nullable AppendResult result;

	/**
	 * @param alone whether the append must not be written together with others
	 */
	QueuedAppend(Append append, boolean alone) {
		this.append = append;
		this.alone = alone;
	}

	Append append() {
		return this.append;
	}

	boolean isAlone() {
		return this.alone;
	}

	boolean isLeader() {
		return this.leader;
	}

	@Nullable AppendResult result() {
		return this.result;
	}

	/** Sets the result; {@link #wakeUp()} must be called afterwards. */
	void complete(AppendResult value) {
		this.result = value;
	}

	void makeLeader() {
		this.leader = true;
		wakeUp();
	}

	void wakeUp() {
		LockSupport.unpark(this.caller);
	}

	/**
	 * Waits until the result is set, until the caller is the leader, or until the
	 * deadline, a value of {@link System#nanoTime()}.
	 */
	void await(long deadline) {
		while (this.result == null && !this.leader) {
			long nanos = deadline - System.nanoTime();
			if (nanos <= 0) {
				return;
			}
			LockSupport.parkNanos(this, nanos);
			suspendInterrupt();
		}
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
