package io.eventsourcing.projection.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.runner.ProjectionRunner.Settings;
import org.jspecify.annotations.Nullable;

/** The units whose code this process contains, and their processors. Immutable. */
final class Units {

	private record Entry(ConsumerUnit unit, UnitProcessor processor) {
	}

	private final Map<ConsumerId, Entry> byId = new LinkedHashMap<>();

	private final List<ConsumerUnit> all;

	Units(Settings settings) {
		for (Consumer consumer : settings.consumers()) {
			ConsumerUnit unit = new ConsumerUnit(consumer);
			this.byId.put(consumer.id(), new Entry(unit, new UnitProcessor(unit, settings)));
		}
		this.all = this.byId.values().stream().map(Entry::unit).toList();
	}

	/** Returns all units, in the order in which they were defined. */
	List<ConsumerUnit> all() {
		return this.all;
	}

	/** Returns the unit, or null if this process does not contain its code. */
	@Nullable ConsumerUnit find(ConsumerId id) {
		Entry entry = this.byId.get(id);
		return (entry != null) ? entry.unit() : null;
	}

	UnitProcessor processor(ConsumerUnit unit) {
		return Objects.requireNonNull(this.byId.get(unit.id())).processor();
	}

}
