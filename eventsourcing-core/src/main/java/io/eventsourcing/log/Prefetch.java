package io.eventsourcing.log;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.log.LogReader.Page;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page ahead in an executor. All but {@link #run()} is called by the thread
 * that reads the subscription.
 * <p>
 * A reader that waited for an executor whose threads are all busy would stand still, and
 * if they are busy with readers, forever. So nobody waits for a read that has not begun:
 * whoever takes the task out of {@code unclaimed} decides, a thread of the executor to
 * run it, or the reader to drop it and to read by itself.
 * <p>
 * The executor holds at most one task of each reader, this object, and no page in it: as
 * long as {@code handedOver} is true, a thread will still come by and run what is
 * unclaimed then. So a long queue of a busy executor does not grow.
 */
final class Prefetch implements Runnable {

	private final @Nullable Executor executor;

	private final AtomicReference<@Nullable FutureTask<Page>> unclaimed = new AtomicReference<>();

	private final AtomicBoolean handedOver = new AtomicBoolean();

	private @Nullable FutureTask<Page> current;

	/**
	 * @param executor runs the reads; null to read nothing ahead
	 */
	Prefetch(@Nullable Executor executor) {
		this.executor = executor;
	}

	/** Begins to read a page, if a thread is free. */
	void begin(Supplier<Page> read) {
		if (this.executor == null) {
			return;
		}
		this.current = new FutureTask<>(read::get);
		this.unclaimed.set(this.current);
		if (this.handedOver.compareAndSet(false, true)) {
			handOver(this.executor);
		}
	}

	private void handOver(Executor executor) {
		try {
			executor.execute(this);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// No thread can be had: the reader reads by itself
			this.handedOver.set(false);
		}
	}

	/** Called by a thread of the executor. */
	@Override
	public void run() {
		// First, so that a page of which begin() did not hand over anything is seen below
		this.handedOver.set(false);
		FutureTask<Page> task = this.unclaimed.getAndSet(null);
		if (task != null) {
			task.run();
		}
	}

	/**
	 * Takes the page, waiting if a thread is reading it.
	 * @return null if no thread has begun to read it, or if reading it has failed
	 */
	@Nullable Page take() {
		FutureTask<Page> task = this.current;
		this.current = null;
		if (task == null || this.unclaimed.compareAndSet(task, null)) {
			return null;
		}
		try {
			return task.get();
		}
		catch (ExecutionException ex) {
			// Its stack trace would say nothing about the reader, who reads again
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EventSourcingException("Interrupted while waiting for notifications", ex);
		}
	}

}
