package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does things at the same time. */
public final class Concurrently {

	private Concurrently() {
	}

	/** Does something in another thread, which is in no transaction. */
	public static <T> T elsewhere(Supplier<T> task) {
		try {
			return CompletableFuture.supplyAsync(task).join();
		}
		catch (CompletionException ex) {
			throw (RuntimeException) ex.getCause();
		}
	}

	/** Returns what each of the calls returned or threw. */
	public static List<Object> call(int times, Callable<?> task) throws InterruptedException {
		CyclicBarrier start = new CyclicBarrier(times);
		ExecutorService threads = Executors.newFixedThreadPool(times);
		List<Future<?>> calls = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			Callable<?> call = () -> {
				start.await();
				return task.call();
			};
			calls.add(threads.submit(call));
		}
		threads.shutdown();
		List<Object> outcomes = new ArrayList<>();
		for (Future<?> call : calls) {
			try {
				outcomes.add(call.get());
			}
			catch (ExecutionException ex) {
				outcomes.add(ex.getCause());
			}
		}
		return outcomes;
	}

}
