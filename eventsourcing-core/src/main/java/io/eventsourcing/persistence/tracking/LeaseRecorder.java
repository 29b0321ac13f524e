package io.eventsourcing.persistence.tracking;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Distributes consumers among the processes that contain their code. A process holds one
 * lease for all of its consumers together, and renews it regularly. If the lease expires,
 * other processes take over its consumers. All times are compared by the clock of the
 * database. No method waits for a transaction in which a consumer handles events. Each
 * method runs in a new transaction. Thread-safe.
 * <p>
 * The lease does not prevent a process from continuing after it has expired. The epoch of
 * a {@link TrackedPosition} makes sure that such a process changes nothing, because the
 * epoch increases with each change of owner.
 */
public interface LeaseRecorder {

	/**
	 * In one transaction, renews the lease of a process, moves positions without handling
	 * events, and removes processes whose lease expired more than a day ago. A position
	 * does not move if the consumer is paused, if its position or epoch is not the
	 * expected one, or if another transaction is changing the consumer.
	 * @param lease the time after which the lease expires
	 * @param moved the moves of positions past events that the consumers do not handle
	 * @return the number of processes in the same group whose lease has not expired,
	 * including this process
	 */
	int renew(Runner runner, Duration lease, Collection<PositionMove> moved);

	/**
	 * Makes a process the owner of consumers that are free, which are those without an
	 * owner and those of processes whose lease has expired. Skips consumers that another
	 * transaction is changing. Increments the epoch of each consumer that it takes, and
	 * does not change its state.
	 * @param runner a process that has renewed its lease
	 * @param consumers the consumers that the process wants, whose code it contains
	 * @param limit the maximum number of consumers to take
	 * @return the consumers that were taken, with the new epoch
	 */
	List<TrackedConsumer> take(Runner runner, Collection<ConsumerId> consumers, int limit);

	/**
	 * Releases consumers that a process owns, so that other processes can take them at
	 * once. A consumer that another transaction is changing keeps its owner.
	 */
	void release(UUID runnerId, Collection<ConsumerId> consumers);

	/**
	 * Releases all consumers of a process, and ends its lease. A consumer that another
	 * transaction is changing can be taken as soon as that transaction has ended.
	 */
	void leave(UUID runnerId);

}
