package io.eventsourcing.persistence.jdbc;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A save whose caller waits until it is written, or has to write it itself.
 * <p>
 * An interrupt does not end the wait, because the save may be stored already. It is put
 * aside until the outcome is known: a thread that is interrupted must not write, since
 * that breaks H2's files, and the sockets of virtual threads.
 */
final class PendingSave {

	private final Thread caller = Thread.currentThread();

	private final Save save;

	private final boolean alone;

	private boolean interrupted = Thread.interrupted();

	private volatile boolean leader;

	private volatile @Nullable SaveOutcome outcome;

	/**
	 * @param alone whether it is not to be written together with others
	 */
	PendingSave(Save save, boolean alone) {
		this.save = save;
		this.alone = alone;
	}

	Save save() {
		return this.save;
	}

	boolean isAlone() {
		return this.alone;
	}

	boolean isLeader() {
		return this.leader;
	}

	@Nullable SaveOutcome outcome() {
		return this.outcome;
	}

	/** To be followed by {@link #wakeUp()}. */
	void complete(SaveOutcome result) {
		this.outcome = result;
	}

	void makeLeader() {
		this.leader = true;
		wakeUp();
	}

	void wakeUp() {
		LockSupport.unpark(this.caller);
	}

	/**
	 * Returns when there is an outcome, when this is the leader, or when the time is up.
	 */
	void await(long deadline) {
		while (this.outcome == null && !this.leader) {
			long nanos = deadline - System.nanoTime();
			if (nanos <= 0) {
				return;
			}
			LockSupport.parkNanos(this, nanos);
			this.interrupted |= Thread.interrupted();
		}
	}

	/** To be called by the caller at its end. */
	void restoreInterrupt() {
		if (this.interrupted) {
			this.caller.interrupt();
		}
	}

}
