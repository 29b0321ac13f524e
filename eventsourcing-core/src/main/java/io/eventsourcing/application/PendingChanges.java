package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.domain.PendingEvents;

/**
 * The sources of one save, without duplicates, with the events that were pending when the
 * save began.
 */
final class PendingChanges {

	private final List<EventSource> sources;

	private final List<List<DomainEvent>> pending;

	private PendingChanges(List<EventSource> sources) {
		this.sources = sources;
		this.pending = new ArrayList<>(sources.size());
		for (EventSource source : sources) {
			this.pending.add(source.pendingEvents());
		}
	}

	/**
	 * Creates the changes from the pending events of the sources.
	 * @throws IllegalArgumentException if one of the sources is null
	 */
	static PendingChanges of(EventSource[] sources) {
		List<EventSource> distinct = new ArrayList<>(sources.length);
		for (int i = 0; i < sources.length; i++) {
			EventSource source = sources[i];
			if (source == null) {
				throw new IllegalArgumentException("Argument %d of save(..) is null".formatted(i + 1));
			}
			if (distinct.stream().noneMatch((other) -> other == source)) {
				distinct.add(source);
			}
		}
		return new PendingChanges(distinct);
	}

	List<EventSource> sources() {
		return this.sources;
	}

	/** Returns the events of all sources, in order. */
	List<DomainEvent> events() {
		if (this.pending.size() == 1) {
			return this.pending.get(0);
		}
		return this.pending.stream().flatMap(List::stream).toList();
	}

	/**
	 * Removes the stored events from their sources. An event that another thread has
	 * triggered since the save began was not stored, so it stays pending; otherwise it
	 * would be lost silently.
	 */
	void collect() {
		for (int i = 0; i < this.sources.size(); i++) {
			PendingEvents.remove(this.sources.get(i), this.pending.get(i));
		}
	}

	/**
	 * Makes the events pending again, because the transaction that stored them was rolled
	 * back.
	 */
	void restore() {
		for (int i = 0; i < this.sources.size(); i++) {
			PendingEvents.restore(this.sources.get(i), this.pending.get(i));
		}
	}

}
