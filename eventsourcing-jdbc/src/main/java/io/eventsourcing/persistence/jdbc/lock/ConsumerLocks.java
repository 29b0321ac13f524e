package io.eventsourcing.persistence.jdbc.lock;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.eventsourcing.persistence.exception.PositionLockedException;
import io.eventsourcing.persistence.tracking.ConsumerId;

/**
 * Locks consumers in addition to the row locks of the database. Thread-safe.
 */
public interface ConsumerLocks {

	/** No additional locks, for PostgreSQL, whose row locks are sufficient. */
	ConsumerLocks NONE = new ConsumerLocks() {

		@Override
		public <T> T locked(ConsumerId consumer, Supplier<T> transaction) {
			return transaction.get();
		}

		@Override
		public <T> T lockedAll(Set<ConsumerId> consumers, Supplier<T> transaction) {
			return transaction.get();
		}

		@Override
		public <T> T lockingFree(Collection<ConsumerId> consumers, Function<Set<ConsumerId>, T> transaction) {
			return transaction.apply(Set.copyOf(consumers));
		}

	};

	/**
	 * Performs a transaction that may change a consumer, after waiting for other such
	 * transactions.
	 */
	<T> T locked(ConsumerId consumer, Supplier<T> transaction);

	/**
	 * Performs a transaction that may change several consumers, after waiting for other
	 * such transactions.
	 */
	<T> T lockedAll(Set<ConsumerId> consumers, Supplier<T> transaction);

	/**
	 * Performs a transaction that may change a consumer, unless another such transaction
	 * is in progress.
	 * @throws PositionLockedException if there is one
	 */
	default <T> T lockingFree(ConsumerId consumer, Supplier<T> transaction) {
		return lockingFree(List.of(consumer), (free) -> {
			if (free.isEmpty()) {
				throw new PositionLockedException(consumer);
			}
			return transaction.get();
		});
	}

	/**
	 * Performs a transaction that may change those of the given consumers that no other
	 * transaction is changing.
	 * @param transaction receives the consumers that it may change
	 */
	<T> T lockingFree(Collection<ConsumerId> consumers, Function<Set<ConsumerId>, T> transaction);

}
