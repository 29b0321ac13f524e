package io.eventsourcing.persistence.topics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.upcasting.UpcastStep;
import io.eventsourcing.persistence.upcasting.UpcastingDefinitionException;
import io.eventsourcing.upcasting.Upcaster;

/** Upcasting steps that classes do not declare themselves. Immutable. */
final class ConfiguredUpcasters {

	/** By the current name of the aggregate. */
	private final Map<String, List<Upcaster>> upcasters;

	ConfiguredUpcasters(Collection<? extends Upcaster> upcasters) {
		this.upcasters = upcasters.stream()
			.collect(Collectors.groupingBy((each) -> Topic.parse(each.event()).originatorType()));
	}

	/** Returns the steps of the events of an aggregate. */
	List<UpcastStep> steps(String aggregate) {
		return this.upcasters.getOrDefault(aggregate, List.of()).stream().map(UpcastStep::of).toList();
	}

	/**
	 * Checks that each step applies to a known aggregate.
	 * @throws UpcastingDefinitionException if a step does not
	 */
	void requireTargets(Set<String> known) {
		this.upcasters.forEach((name, steps) -> {
			if (!known.contains(name)) {
				throw UnknownTopics.upcaster(steps.get(0), name, known);
			}
		});
	}

}
