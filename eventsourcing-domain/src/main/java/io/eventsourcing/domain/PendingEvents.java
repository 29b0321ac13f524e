package io.eventsourcing.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Removes stored events from the pending ones, and makes them pending again after a
 * rollback. Thread-safe.
 */
@Internal
public final class PendingEvents {

	private PendingEvents() {
	}

	/**
	 * Removes exactly the given events, because they are stored. Other events, which
	 * another thread may have triggered in the meantime, stay pending.
	 */
	public static void remove(EventSource source, List<DomainEvent> stored) {
		if (source instanceof Aggregate aggregate) {
			Collection<DomainEvent> quick = (stored.size() > 1) ? new HashSet<>(stored) : stored;
			aggregate.lifecycle.pending().removeIf(quick::contains);
		}
		else {
			source.collectEvents();
		}
	}

	/**
	 * Makes events pending again because their save was rolled back. If the transaction
	 * contained several saves, events of other saves may already be pending; all are
	 * sorted by version. Must not be called for events that are stored: the next save of
	 * the aggregate would then conflict with them.
	 */
	public static void restore(EventSource source, List<DomainEvent> lost) {
		if (source instanceof Aggregate aggregate) {
			List<DomainEvent> pending = aggregate.lifecycle.pending();
			pending.addAll(lost);
			pending.sort(Comparator.comparingLong(DomainEvent::originatorVersion));
		}
	}

}
