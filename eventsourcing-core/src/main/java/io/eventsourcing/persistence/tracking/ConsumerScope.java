package io.eventsourcing.persistence.tracking;

import org.jspecify.annotations.Nullable;

/**
 * Marks a thread that handles events in the transaction of a consumer's position. Such a
 * thread must not save events, because it would hold the append lock until the end of its
 * transaction and block all other saves. Thread-safe.
 */
public final class ConsumerScope {

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	private ConsumerScope() {
	}

	/**
	 * Runs the work of a consumer in the calling thread.
	 * @param consumer the name of the consumer
	 */
	public static void run(String consumer, Runnable work) {
		String outer = CURRENT.get();
		CURRENT.set(consumer);
		try {
			work.run();
		}
		finally {
			if (outer == null) {
				CURRENT.remove();
			}
			else {
				CURRENT.set(outer);
			}
		}
	}

	/**
	 * Returns the name of the consumer whose events the calling thread is handling, or
	 * null if there is none.
	 */
	public static @Nullable String current() {
		return CURRENT.get();
	}

}
