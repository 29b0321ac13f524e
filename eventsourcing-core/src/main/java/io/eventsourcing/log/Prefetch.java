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
 * Reads one page ahead in an executor. All methods except {@link #run()} are called by
 * the thread that reads the log.
 * <p>
 * A reader that waited for an executor whose threads are all busy would stall, and if
 * they are busy with readers, it would stall forever. So the reader never waits for a
 * read that has not begun: the thread that takes the task out of {@code unclaimed}
 * decides. A thread of the executor runs the task; the reader drops it and reads the page
 * itself.
 * <p>
 * The executor's queue contains at most one task per reader, this object, and no pages:
 * while {@code handedOver} is true, a thread is still going to call {@link #run()} and
 * will run the task that is unclaimed by then. So the queue of a busy executor does not
 * grow.
 */
final class Prefetch implements Runnable {

	private final @Nullable Executor executor;

	private final AtomicReference<@Nullable FutureTask<Page>> unclaimed = new AtomicReference<>();

	private final AtomicBoolean handedOver = new AtomicBoolean();

	private @Nullable FutureTask<Page> current;

	/**
	 * @param executor runs the reads, or null to disable reading ahead
	 */
	Prefetch(@Nullable Executor executor) {
		this.executor = executor;
	}

	/** Begins to read a page if a thread is free. */
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
		boolean accepted = false;
		try {
			executor.execute(this);
			accepted = true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// No thread is available: the reader reads the page itself
		}
		finally {
			if (!accepted) {
				this.handedOver.set(false);
			}
		}
	}

	/** Called by a thread of the executor. */
	@Override
	public void run() {
		// Cleared first, so that a task that begin() has not handed over because this was
		// true is seen below
		this.handedOver.set(false);
		FutureTask<Page> task = this.unclaimed.getAndSet(null);
		if (task != null) {
			task.run();
		}
	}

	/** Forgets the page; a thread that already reads it completes that read. */
	void discard() {
		this.current = null;
		this.unclaimed.set(null);
	}

	/**
	 * Returns the page, waiting if a thread is reading it.
	 * @return the page, or null if no thread has begun to read it or if reading it has
	 * failed
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
			// The failure is not thrown: its stack trace would not show the reader, which
			// reads again
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EventSourcingException("Interrupted while waiting for notifications", ex);
		}
	}

}
