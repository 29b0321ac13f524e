package io.eventsourcing.projection.runner.unit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.consumer.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * The units whose code this process contains, and their processors: one for each stored
 * partition. Thread-safe.
 */
public final class Units {

	private record Entry(ConsumerUnit unit, UnitProcessor processor) {
	}

	private final RunnerSettings settings;

	/** Replaced as a whole, by the thread that renews the lease. */
	private volatile Map<ConsumerId, Entry> byId = Map.of();

	private volatile List<ConsumerUnit> all = List.of();

	public Units(RunnerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Adds units for partitions that are stored, and removes the units of partitions that
	 * are not, or that contain other aggregates since the number of partitions has
	 * changed. A thread that still holds such a unit is rejected because of the epoch.
	 * @param rows the stored states
	 */
	public void update(Map<ConsumerId, TrackedConsumer> rows) {
		Map<ConsumerId, Entry> updated = new LinkedHashMap<>();
		for (Consumer consumer : this.settings.consumers()) {
			TrackedConsumer first = rows.get(consumer.id());
			for (int i = 0; first != null && i < first.partitionCount(); i++) {
				ConsumerId id = consumer.id().partition(i);
				Entry known = this.byId.get(id);
				updated.put(id, (known != null && known.unit().partitionCount() == first.partitionCount()) ? known
						: entry(consumer, id, first.partitionCount()));
			}
		}
		if (!updated.equals(this.byId)) {
			Map<ConsumerId, Entry> old = this.byId;
			this.byId = updated;
			this.all = updated.values().stream().map(Entry::unit).toList();
			old.values()
				.stream()
				.filter((each) -> !updated.containsValue(each))
				.forEach((each) -> each.unit().revoke());
		}
	}

	private Entry entry(Consumer consumer, ConsumerId id, int partitionCount) {
		ConsumerUnit unit = new ConsumerUnit(consumer, id, partitionCount, this.settings.handlerTimeout());
		return new Entry(unit, new UnitProcessor(unit, this.settings));
	}

	/** Returns all units, in the order in which they were defined. */
	public List<ConsumerUnit> all() {
		return this.all;
	}

	/** Returns the units that follow a log. */
	public List<ConsumerUnit> of(Upstream upstream) {
		return this.all.stream().filter((unit) -> unit.consumer().upstream().equals(upstream)).toList();
	}

	/** Returns the unit, or null if this process does not contain its code. */
	public @Nullable ConsumerUnit find(ConsumerId id) {
		Entry entry = this.byId.get(id);
		return (entry != null) ? entry.unit() : null;
	}

	/** Returns the processor of a unit, or null if the unit has been removed. */
	public @Nullable UnitProcessor processor(ConsumerUnit unit) {
		Entry entry = this.byId.get(unit.id());
		return (entry != null && Objects.equals(entry.unit(), unit)) ? entry.processor() : null;
	}

}
