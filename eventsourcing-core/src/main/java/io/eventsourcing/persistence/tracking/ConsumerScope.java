package io.eventsourcing.persistence.tracking;

import org.jspecify.annotations.Nullable;

/**
 * Marks a thread in which a consumer handles events. Such a thread must not save events:
 * the handler of a projection would hold the append lock until the end of its transaction
 * and block all other saves, and the events of a policy are saved together with the
 * position when the policy has returned. Thread-safe.
 */
public final class ConsumerScope {

	private static final ThreadLocal<@Nullable ConsumerScope> CURRENT = new ThreadLocal<>();

	private final String consumer;

	private final boolean policy;

	private ConsumerScope(String consumer, boolean policy) {
		this.consumer = consumer;
		this.policy = policy;
	}

	/**
	 * Runs the work of a consumer in the calling thread, in the transaction of its
	 * position.
	 * @param consumer the name of the consumer
	 */
	public static void run(String consumer, Runnable work) {
		run(new ConsumerScope(consumer, false), work);
	}

	/**
	 * Runs the policy of a consumer in the calling thread, outside a transaction.
	 * @param consumer the name of the consumer
	 */
	public static void runPolicy(String consumer, Runnable policy) {
		run(new ConsumerScope(consumer, true), policy);
	}

	private static void run(ConsumerScope scope, Runnable work) {
		ConsumerScope outer = CURRENT.get();
		CURRENT.set(scope);
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
		ConsumerScope scope = CURRENT.get();
		return (scope != null) ? scope.consumer : null;
	}

	/** Returns whether the calling thread is running a policy. */
	public static boolean isPolicy() {
		ConsumerScope scope = CURRENT.get();
		return scope != null && scope.policy;
	}

}
