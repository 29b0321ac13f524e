package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.domain.PendingEvents;

/**
 * The sources of one save, each of them once, with the events that were pending when the
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
	 * What the sources want to be stored.
	 * @throws IllegalArgumentException if one of them is null
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

	/** The events of all sources, in order. */
	List<DomainEvent> events() {
		if (this.pending.size() == 1) {
			return this.pending.get(0);
		}
		return this.pending.stream().flatMap(List::stream).toList();
	}

	/**
	 * Takes the stored events away from their sources. An event that another thread has
	 * triggered since the save began is not stored, so it stays pending: it would be lost
	 * without a word.
	 */
	void collect() {
		for (int i = 0; i < this.sources.size(); i++) {
			List<DomainEvent> stored = this.pending.get(i);
			List<DomainEvent> collected = this.sources.get(i).collectEvents();
			if (collected.size() > stored.size()) {
				PendingEvents.restore(this.sources.get(i),
						collected.stream().filter((event) -> !stored.contains(event)).toList());
			}
		}
	}

	/** Gives the sources their events back, because storing them was undone. */
	void restore() {
		for (int i = 0; i < this.sources.size(); i++) {
			PendingEvents.restore(this.sources.get(i), this.pending.get(i));
		}
	}

}
