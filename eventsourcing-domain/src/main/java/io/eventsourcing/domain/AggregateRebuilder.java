package io.eventsourcing.domain;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Rebuilds an aggregate from its events, one by one. Not thread-safe.
 *
 * @param <A> the expected class of the aggregate
 */
public final class AggregateRebuilder<A extends Aggregate> {

	private final Class<A> type;

	private @Nullable A aggregate;

	/** Creates a rebuilder for an aggregate of the given class, or of a subclass. */
	public AggregateRebuilder(Class<A> type) {
		this.type = type;
	}

	/**
	 * Applies the next event.
	 * @throws EventSourcingException if the event is not the next one, or the first event
	 * does not create an aggregate of the expected class
	 */
	public void apply(DomainEvent event) {
		if (this.aggregate != null) {
			event.mutate(this.aggregate);
			return;
		}
		if (!this.type.isAssignableFrom(event.type().aggregateType())) {
			throw new EventSourcingException("The aggregate %s is a %s, not a %s".formatted(event.originatorId(),
					event.type().aggregateType().getName(), this.type.getName()));
		}
		this.aggregate = event.mutate(null);
	}

	/**
	 * Skips the next event, which is no longer of any significance: the version of the
	 * aggregate and the time of its modification change, but nothing else.
	 * @param originatorId the id of the aggregate
	 * @param version the version of the event
	 * @param time the time of the event
	 * @throws EventSourcingException if the event is not the next one, or is the first
	 * one of the aggregate
	 */
	public void skip(UUID originatorId, long version, Instant time) {
		if (this.aggregate == null) {
			throw new EventSourcingException(
					"The first event of the aggregate %s is dropped by an upcasting step, so nothing creates the aggregate. Turn it into another event instead."
						.formatted(originatorId));
		}
		this.aggregate.lifecycle.skip(version, time);
	}

	/** Returns the aggregate after the events so far; null if there were none. */
	public @Nullable A aggregate() {
		return this.aggregate;
	}

	/** Returns the version after the events so far; 0 if there were none. */
	public long version() {
		return (this.aggregate != null) ? this.aggregate.version() : 0;
	}

}
