package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes collected events pending again after a rollback. It must not be called for events
 * that are stored: the next save of the aggregate would then conflict with them.
 */
@Internal
public final class PendingEvents {

	private PendingEvents() {
	}

	/**
	 * Makes events pending again because their save was rolled back. If the transaction
	 * contained several saves, events of other saves may already be pending; all are
	 * sorted by version.
	 */
	public static void restore(EventSource source, List<DomainEvent> collected) {
		if (source instanceof Aggregate aggregate) {
			List<DomainEvent> events = new ArrayList<>(collected);
			events.addAll(aggregate.collectEvents());
			events.sort(Comparator.comparingLong(DomainEvent::originatorVersion));
			aggregate.lifecycle.pending().addAll(events);
		}
	}

}
