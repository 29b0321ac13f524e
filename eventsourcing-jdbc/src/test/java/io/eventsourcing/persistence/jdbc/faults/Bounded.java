package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls what might never return. */
final class Bounded {

	private Bounded() {
	}

	/** Returns the result of the task, which runs in another thread. */
	static <T> T call(String what, Duration limit, Callable<T> task) throws InterruptedException {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> complete(result, task), what);
		thread.setDaemon(true);
		thread.start();
		try {
			return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			AssertionError stalled = new AssertionError("STALLED: no end of '" + what + "' within " + limit);
			stalled.setStackTrace(thread.getStackTrace());
			throw stalled;
		}
		catch (ExecutionException ex) {
			throw new AssertionError("'" + what + "' has failed", ex.getCause());
		}
	}

	private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
		try {
			result.complete(task.call());
		}
		catch (Exception | Error ex) {
			result.completeExceptionally(ex);
		}
	}

}
