package io.eventsourcing.domain;

import java.util.List;

/**
 * Something whose new events can be saved: an {@link Aggregate}, or a single
 * {@link DomainEvent}.
 */
public interface EventSource {

	/** The events that wait to be collected, in order; an unmodifiable copy. */
	List<DomainEvent> pendingEvents();

	/** Removes the pending events and returns them, in order. */
	List<DomainEvent> collectEvents();

}
