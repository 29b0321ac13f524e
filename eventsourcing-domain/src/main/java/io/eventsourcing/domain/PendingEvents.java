package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts events that were collected back where they were collected from. For use by this
 * library only: events that were saved and are put back conflict with themselves.
 */
public final class PendingEvents {

	private PendingEvents() {
	}

	/**
	 * Makes events pending again, because what was done with them has been undone. A
	 * transaction that contains several saves undoes the first one first, so the events
	 * of later saves may be pending already: they are put in the order of their versions.
	 */
	public static void restore(EventSource source, List<DomainEvent> collected) {
		if (source instanceof Aggregate aggregate) {
			List<DomainEvent> events = new ArrayList<>(collected);
			events.addAll(aggregate.collectEvents());
			events.sort(Comparator.comparingLong(DomainEvent::originatorVersion));
			aggregate.lifecycle.pending(aggregate).addAll(events);
		}
	}

}
