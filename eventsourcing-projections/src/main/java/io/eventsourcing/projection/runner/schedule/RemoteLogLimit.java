package io.eventsourcing.projection.runner.schedule;

import java.util.HashMap;
import java.util.Map;

import io.eventsourcing.projection.runner.consumer.Upstream;

/**
 * Limits the number of threads that process units of remote logs. A server that does not
 * respond occupies each thread that reads its log until the read times out. One log may
 * therefore occupy half of the threads, and all remote logs together all but one. The log
 * of the application's own event store is not limited. Used by one thread at a time.
 */
final class RemoteLogLimit {

	private final int maxPerLog;

	private final int max;

	/** The number of threads that process units of a log, by its name. */
	private final Map<String, Integer> byLog = new HashMap<>();

	private int all;

	/**
	 * @param threads the number of threads that process units; a single thread processes
	 * the units of all logs
	 */
	RemoteLogLimit(int threads) {
		this.maxPerLog = Math.max(1, threads / 2);
		this.max = Math.max(1, threads - 1);
	}

	/**
	 * Counts another thread for the log, unless a limit is reached.
	 * @return whether the thread was counted
	 */
	boolean acquire(Upstream upstream) {
		if (upstream.isOwnLog()) {
			return true;
		}
		int ofLog = this.byLog.getOrDefault(upstream.name(), 0);
		if (ofLog >= this.maxPerLog || this.all >= this.max) {
			return false;
		}
		this.byLog.put(upstream.name(), ofLog + 1);
		this.all++;
		return true;
	}

	/** Ends the use of a thread that was counted. */
	void release(Upstream upstream) {
		if (!upstream.isOwnLog()) {
			this.byLog.merge(upstream.name(), -1, Integer::sum);
			this.all--;
		}
	}

}
