package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.persistence.tracking.Runner;
import org.jspecify.annotations.Nullable;

/** The leases of the processes that run consumers. Thread-safe. */
final class MemoryLeases {

	private final Map<UUID, MemoryLease> leases = new ConcurrentHashMap<>();

	/** Renews a lease, and returns the number of live processes in the group. */
	int renew(Runner runner, Duration duration) {
		this.leases.put(runner.id(), MemoryLease.startingNow(runner.group(), duration));
		this.leases.values().removeIf(MemoryLease::isOutdated);
		return (int) this.leases.values()
			.stream()
			.filter((each) -> each.isAlive() && each.group().equals(runner.group()))
			.count();
	}

	void remove(UUID runnerId) {
		this.leases.remove(runnerId);
	}

	void clear() {
		this.leases.clear();
	}

	/** Returns the lease of a process, which may have expired, or null. */
	@Nullable MemoryLease find(@Nullable Runner owner) {
		return (owner != null) ? this.leases.get(owner.id()) : null;
	}

	/** Returns whether the lease of the process has not expired. */
	boolean isAlive(@Nullable Runner owner) {
		MemoryLease lease = find(owner);
		return lease != null && lease.isAlive();
	}

}
