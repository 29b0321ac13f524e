package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes collected events pending again, after a rollback. An application that restored
 * events which are stored would get a conflict with itself at the next save.
 */
@Internal
public final class PendingEvents {

	private PendingEvents() {
	}

	/**
	 * Makes events pending again, because their save has been rolled back. If the
	 * transaction contained several saves, events of other saves may be pending already;
	 * all are put in the order of their versions.
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
