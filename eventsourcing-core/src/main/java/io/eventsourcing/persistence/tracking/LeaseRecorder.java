package io.eventsourcing.persistence.tracking;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Distributes consumers among the processes that have their code. A process holds a
 * lease, which it renews for all of its consumers together; if it does not, other
 * processes take them over. All times are compared by the clock of the database.
 * Thread-safe.
 * <p>
 * A lease does not protect from a process that continues after its lease is over; the
 * epoch in each {@link TrackedPosition} does, because it rises with each change of owner.
 */
public interface LeaseRecorder {

	/**
	 * Renews the lease of a process, moves positions without handling events, and removes
	 * processes that have been gone for a day, in one transaction.
	 * @param lease the time for which consumers of this process are not taken by others
	 * @param moved the positions that consumers of this process have passed without an
	 * event to handle, with their new ids
	 * @return the number of processes whose lease is not over, at least 1
	 */
	int renew(Runner runner, Duration lease, Collection<PositionMove> moved);

	/**
	 * Takes consumers that are free: those without an owner, and those of processes whose
	 * lease is over. Skips consumers that another process is changing. Raises the epoch
	 * of each.
	 * @param consumers the consumers for which this process has the code
	 * @param limit the maximum number of consumers to take
	 * @return the consumers that were taken
	 */
	List<TrackedConsumer> take(Runner runner, Collection<ConsumerId> consumers, int limit);

	/**
	 * Gives back consumers of which this process is the owner, so that another one can
	 * take them at once.
	 */
	void release(UUID runnerId, Collection<ConsumerId> consumers);

	/** Gives back all consumers of a process, and ends its lease. */
	void leave(UUID runnerId);

}
