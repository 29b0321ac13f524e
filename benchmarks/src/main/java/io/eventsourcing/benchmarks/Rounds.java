package io.eventsourcing.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Runs implementations of the same operation alternately, so that a slow phase of the
 * machine affects all of them, and compares their medians.
 *
 * @param count the number of rounds, after one warm-up round
 * @param length the duration of each implementation in a round
 */
record Rounds(int count, Duration length) {

	/** An operation that one thread repeats. */
	@FunctionalInterface
	interface Operation {

		void run() throws Exception;

	}

	/**
	 * @param plain operations per second of the hand-written code, over all threads
	 * @param ours operations per second of the event store
	 */
	record Result(double plain, double ours) {

		double ratio() {
			return this.ours / this.plain;
		}

	}

	/**
	 * Compares the implementations with a number of threads, each of which has its own
	 * operation.
	 */
	Result compare(int threads, IntFunction<Operation> plain, IntFunction<Operation> ours) throws Exception {
		List<Double> rates = rates(threads, List.of(plain, ours));
		return new Result(rates.get(0), rates.get(1));
	}

	/** Returns the operations per second of any number of implementations. */
	List<Double> rates(int threads, List<IntFunction<Operation>> implementations) throws Exception {
		List<List<Double>> rates = new ArrayList<>();
		implementations.forEach((implementation) -> rates.add(new ArrayList<>()));
		for (int round = 0; round <= this.count; round++) {
			for (int i = 0; i < implementations.size(); i++) {
				double rate = rate(threads, implementations.get(i));
				if (round > 0) {
					rates.get(i).add(rate);
				}
			}
		}
		return rates.stream().map(Rounds::median).toList();
	}

	private double rate(int threads, IntFunction<Operation> operations) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Future<Double>> rates = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				rates.add(executor.submit(measured(operations.apply(i), start)));
			}
			double sum = 0;
			for (Future<Double> rate : rates) {
				sum += rate.get();
			}
			return sum;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A measured operation failed", ex.getCause());
		}
		finally {
			executor.shutdown();
		}
	}

	private Callable<Double> measured(Operation operation, CyclicBarrier start) {
		return () -> {
			start.await();
			long begin = System.nanoTime();
			long end = begin + this.length.toNanos();
			long count = 0;
			long now = begin;
			while (now < end) {
				operation.run();
				count++;
				now = System.nanoTime();
			}
			return count * 1e9 / (now - begin);
		};
	}

	static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
