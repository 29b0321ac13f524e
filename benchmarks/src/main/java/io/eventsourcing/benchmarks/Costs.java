package io.eventsourcing.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import com.sun.management.ThreadMXBean;

/**
 * What an operation costs the thread that runs it. Unlike the elapsed time, the processor
 * time hardly depends on what else the machine does.
 *
 * @param processorTime the processor time of the thread in nanoseconds, without that of
 * the database server
 * @param allocated the memory that the thread allocates, in bytes
 * @param elapsed the elapsed time in nanoseconds
 */
record Costs(double processorTime, double allocated, double elapsed) {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/**
	 * Runs implementations of the same operation alternately in this thread. The round
	 * that warms up is longer: until code is compiled, it takes several times as long.
	 * @return the medians of each implementation
	 */
	static List<Costs> of(Rounds rounds, List<Rounds.Operation> implementations) throws Exception {
		List<List<Costs>> measured = new ArrayList<>();
		implementations.forEach((implementation) -> measured.add(new ArrayList<>()));
		for (int round = 0; round <= rounds.count(); round++) {
			for (int i = 0; i < implementations.size(); i++) {
				long nanos = rounds.length().toNanos();
				Costs costs = of((round == 0) ? nanos * rounds.count() / 3 : nanos, implementations.get(i));
				if (round > 0) {
					measured.get(i).add(costs);
				}
			}
		}
		return measured.stream()
			.map((each) -> new Costs(median(each, Costs::processorTime), median(each, Costs::allocated),
					median(each, Costs::elapsed)))
			.toList();
	}

	private static Costs of(long nanos, Rounds.Operation operation) throws Exception {
		long allocated = THREADS.getCurrentThreadAllocatedBytes();
		long processorTime = THREADS.getCurrentThreadCpuTime();
		long begin = System.nanoTime();
		double count = 0;
		long now = begin;
		while (now - begin < nanos) {
			operation.run();
			count++;
			now = System.nanoTime();
		}
		return new Costs((THREADS.getCurrentThreadCpuTime() - processorTime) / count,
				(THREADS.getCurrentThreadAllocatedBytes() - allocated) / count, (now - begin) / count);
	}

	private static double median(List<Costs> costs, ToDoubleFunction<Costs> part) {
		return Rounds.median(costs.stream().map(part::applyAsDouble).toList());
	}

}
