package io.eventsourcing.projection.runner.schedule;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;

/**
 * Decides how many units a process owns: the number of units divided by the number of
 * live processes. There is no leader and no negotiation: each process decides for itself.
 * Used by one thread.
 */
public final class Share {

	private final Map<ConsumerId, Long> releasedAt = new HashMap<>();

	private long patience;

	/**
	 * @param maximum the number of units up to which the process may take units
	 * @param surplus whether the process has to release one unit
	 */
	public record Decision(int maximum, boolean surplus) {
	}

	/**
	 * @param units the units whose code the process contains
	 * @param rows the stored states of all units
	 * @param living the number of live processes, including this one
	 */
	public Decision decide(UUID runner, List<ConsumerId> units, Collection<TrackedConsumer> rows, int living,
			Duration lease) {
		this.patience = (living > 1) ? 2 * lease.toNanos() : 0;
		Map<UUID, Long> counts = rows.stream()
			.filter((row) -> units.contains(row.id()))
			.map(TrackedConsumer::owner)
			.filter((owner) -> owner != null)
			.collect(Collectors.groupingBy(Runner::id, Collectors.counting()));
		long own = counts.getOrDefault(runner, 0L);
		counts.remove(runner);
		int others = Math.max(living - 1, 0);
		int maximum = (units.size() + others) / (others + 1);
		int minimum = units.size() / (others + 1);
		long least = (counts.size() < others) ? 0 : counts.values().stream().min(Long::compare).orElse(own);
		return new Decision(maximum, own > maximum || own > minimum && least < minimum);
	}

	/**
	 * Records that a unit was released. It is not taken again for two lease durations.
	 */
	public void released(ConsumerId unit) {
		this.releasedAt.put(unit, System.nanoTime());
	}

	/** Returns the units that were not released recently. */
	public List<ConsumerId> withoutRecent(List<ConsumerId> units) {
		long now = System.nanoTime();
		this.releasedAt.values().removeIf((time) -> now - time > this.patience);
		return units.stream().filter((unit) -> !this.releasedAt.containsKey(unit)).toList();
	}

}
