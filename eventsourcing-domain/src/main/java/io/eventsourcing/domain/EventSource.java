package io.eventsourcing.domain;

import java.util.List;

/**
 * An object whose new events can be saved: an {@link Aggregate}, or a single
 * {@link DomainEvent}.
 */
public interface EventSource {

	/**
	 * Returns the events that have not been collected yet, in order, as an unmodifiable
	 * copy.
	 */
	List<DomainEvent> pendingEvents();

	/** Removes the pending events and returns them, in order. */
	List<DomainEvent> collectEvents();

}
