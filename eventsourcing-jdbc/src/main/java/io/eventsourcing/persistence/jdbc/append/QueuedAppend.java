package io.eventsourcing.persistence.jdbc.append;

import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.recorder.Append;
import org.jspecify.annotations.Nullable;

/**
 * An append whose caller waits until another thread has written it, or until it has to
 * write it itself.
 * <p>
 * The caller parks; whoever gives it a result, or the lead, writes a volatile field first
 * and unparks it afterwards, so that no wake-up is lost. An interrupt does not end the
 * wait, because the events may be stored already. It is put aside until the result is
 * known: an interrupted thread must not write, because that breaks H2's files, and the
 * sockets of virtual threads.
 */
final class QueuedAppend {

	private final Thread caller = Thread.currentThread();

	private final Append append;

	private final boolean alone;

	/** Used by the caller only. */
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

	/** Sets the result; {@link #wakeUp()} has to follow. */
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
	 * Waits until there is a result, until the caller is the leader, or until the
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

	/** Puts an interrupt of the caller aside. */
	void suspendInterrupt() {
		this.interrupted |= Thread.interrupted();
	}

	/** Interrupts the caller again if an interrupt was put aside. */
	void restoreInterrupt() {
		if (this.interrupted) {
			this.caller.interrupt();
		}
	}

}
