package io.eventsourcing.domain;

import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rebuilds aggregates from their events.
 */
final class Replays {

	private Replays() {
	}

	static <A extends Aggregate> A replay(List<DomainEvent> events) {
		A aggregate = null;
		for (DomainEvent event : events) {
			aggregate = event.mutate(aggregate);
		}
		return Objects.requireNonNull(aggregate);
	}

	/**
	 * Collects the events of an aggregate and checks that they rebuild its like, not only
	 * once.
	 */
	static List<DomainEvent> collectAndReplay(Aggregate aggregate) {
		List<DomainEvent> events = aggregate.collectEvents();
		String before = events.toString();
		for (int i = 0; i < 2; i++) {
			Aggregate copy = replay(events);
			assertThat(copy).isNotSameAs(aggregate).isEqualTo(aggregate).hasToString(aggregate.toString());
			assertThat(copy.pendingEvents()).isEmpty();
		}
		assertThat(events).hasToString(before);
		return events;
	}

}
