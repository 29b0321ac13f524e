package io.eventsourcing.application;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of this process that change the same aggregate take turns, in the
 * order in which they arrive.
 * <p>
 * Correctness does not depend on turns; versions ensure it. Turns only keep threads from
 * invalidating each other's work, so a thread gives up waiting after a while and
 * continues without a turn. A thread that has a turn does not wait for a second one:
 * otherwise, two threads that change two aggregates in opposite order would wait for each
 * other.
 */
final class Turns {

	private static final long PATIENCE_SECONDS = 10;

	private static final ThreadLocal<Boolean> HAS_TURN = ThreadLocal.withInitial(() -> false);

	/**
	 * The queue of each aggregate that a thread is changing or waiting to change. The
	 * users of a queue are counted, and queues are removed, only in {@code compute},
	 * which is atomic for a key: otherwise a thread could wait at a queue that has just
	 * been removed, while another thread starts a new one.
	 */
	private final Map<UUID, Queue> queues = new ConcurrentHashMap<>();

	/**
	 * Runs an action when it is the turn of the calling thread.
	 * @throws EventSourcingException if the thread is interrupted while it waits
	 */
	<R extends @Nullable Object> R take(UUID id, Supplier<R> action) {
		if (HAS_TURN.get()) {
			return action.get();
		}
		Queue queue = this.queues.compute(id, (key, present) -> ((present != null) ? present : new Queue()).join());
		try {
			return queue.run(id, action);
		}
		finally {
			this.queues.compute(id, (key, present) -> queue.leave());
		}
	}

	/** Returns the number of aggregates that have a queue. */
	int size() {
		return this.queues.size();
	}

	/** The threads that want to change one aggregate. */
	private static final class Queue {

		private final ReentrantLock lock = new ReentrantLock(true);

		private int threads;

		Queue join() {
			this.threads++;
			return this;
		}

		@Nullable Queue leave() {
			return (--this.threads > 0) ? this : null;
		}

		<R extends @Nullable Object> R run(UUID id, Supplier<R> action) {
			boolean locked = await(id);
			HAS_TURN.set(true);
			try {
				return action.get();
			}
			finally {
				HAS_TURN.remove();
				if (locked) {
					this.lock.unlock();
				}
			}
		}

		private boolean await(UUID id) {
			try {
				return this.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new EventSourcingException(
						"Interrupted while waiting to change the aggregate %s; nothing was saved".formatted(id), ex);
			}
		}

	}

}
