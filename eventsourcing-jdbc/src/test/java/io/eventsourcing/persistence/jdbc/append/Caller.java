package io.eventsourcing.persistence.jdbc.append;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static org.awaitility.Awaitility.await;

/** Saves something in a thread of its own. */
final class Caller {

	private final FutureTask<Long> save;

	private final Thread thread;

	private volatile boolean interruptedAtItsEnd;

	private Caller(ApplicationRecorder recorder, List<StoredEvent> events, ThreadFactory threads) {
		this.save = new FutureTask<>(() -> {
			try {
				return recorder.insertEvents(Append.of(events));
			}
			finally {
				this.interruptedAtItsEnd = Thread.interrupted();
			}
		});
		this.thread = threads.newThread(this.save);
	}

	static Caller saves(ApplicationRecorder recorder, List<StoredEvent> events) {
		return saves(recorder, events, Thread::new);
	}

	static Caller saves(ApplicationRecorder recorder, List<StoredEvent> events, ThreadFactory threads) {
		Caller caller = new Caller(recorder, events, threads);
		caller.thread.start();
		return caller;
	}

	/** Returns when the caller waits in the queue. */
	Caller queued() {
		await().until(() -> LockSupport.getBlocker(this.thread) instanceof QueuedAppend);
		return this;
	}

	Caller interrupt() {
		this.thread.interrupt();
		return this;
	}

	boolean isDone() {
		return this.save.isDone();
	}

	boolean wasInterrupted() {
		return this.interruptedAtItsEnd;
	}

	long id() throws Exception {
		return this.save.get(1, TimeUnit.MINUTES);
	}

	Throwable failure() throws Exception {
		try {
			throw new AssertionError("Stored as " + this.save.get(1, TimeUnit.MINUTES));
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

}
