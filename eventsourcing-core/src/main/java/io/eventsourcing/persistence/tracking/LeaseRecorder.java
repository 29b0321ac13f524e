package io.eventsourcing.persistence.tracking;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Distributes consumers among the processes that have their code. A process holds a
 * lease, which it renews for all of its consumers together; if it stops doing so, other
 * processes take its consumers over. All times are compared by the clock of the database.
 * No method waits for a transaction in which a consumer handles events. Each method has a
 * transaction of its own. Thread-safe.
 * <p>
 * A process may continue after its lease has expired. The lease does not prevent this;
 * the epoch of a {@link TrackedPosition} makes sure that it changes nothing, because the
 * epoch rises with each change of owner.
 */
public interface LeaseRecorder {

	/**
	 * Renews the lease of a process, moves positions without handling events, and removes
	 * processes whose lease expired more than a day ago, in one transaction. A position
	 * does not move if the consumer is paused, if its position or epoch is not the
	 * expected one, or if another transaction is changing the consumer.
	 * @param lease the time for which other processes do not take the consumers of this
	 * process
	 * @param moved the moves of positions past events that the consumers do not handle
	 * @return the number of processes of the same group whose lease has not expired, at
	 * least 1
	 */
	int renew(Runner runner, Duration lease, Collection<PositionMove> moved);

	/**
	 * Takes consumers that are free: those without an owner, and those of processes whose
	 * lease has expired. Skips consumers that another transaction is changing. Raises the
	 * epoch of each consumer that it takes, and leaves its state as it is.
	 * @param runner a process that has renewed its lease
	 * @param consumers the consumers for which this process has the code
	 * @param limit the maximum number of consumers to take
	 * @return the consumers that were taken
	 */
	List<TrackedConsumer> take(Runner runner, Collection<ConsumerId> consumers, int limit);

	/**
	 * Gives back consumers of which the process is the owner, so that another one can
	 * take them at once. A consumer that another transaction is changing keeps its owner.
	 */
	void release(UUID runnerId, Collection<ConsumerId> consumers);

	/**
	 * Gives back all consumers of a process, and ends its lease. A consumer that another
	 * transaction is changing can be taken as soon as that transaction has ended.
	 */
	void leave(UUID runnerId);

}
