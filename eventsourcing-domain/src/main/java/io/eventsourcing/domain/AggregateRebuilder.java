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

	private final Instant upTo;

	private @Nullable A aggregate;

	/** Whether an event was later than the given time. */
	private boolean ended;

	/** Creates a rebuilder for an aggregate of the given class, or of a subclass. */
	public AggregateRebuilder(Class<A> type) {
		this(type, Instant.MAX);
	}

	/**
	 * Creates a rebuilder that ignores the first event that is later than the given time,
	 * and all events after it.
	 */
	public AggregateRebuilder(Class<A> type, Instant upTo) {
		this.type = type;
		this.upTo = upTo;
	}

	/**
	 * Applies the next event.
	 * @throws EventSourcingException if the event is not the next one, or the first event
	 * does not create an aggregate of the expected class
	 */
	public void apply(DomainEvent event) {
		if (endsAt(event.timestamp())) {
			return;
		}
		if (this.aggregate != null) {
			event.mutate(this.aggregate);
			return;
		}
		requireType(event, this.type);
		this.aggregate = event.mutate(null);
	}

	/**
	 * Checks the class of the aggregate that an event belongs to.
	 * @throws EventSourcingException if it is neither the expected one nor a subclass
	 */
	public static void requireType(DomainEvent event, Class<? extends Aggregate> expected) {
		Class<? extends Aggregate> actual = event.type().aggregateType();
		if (!expected.isAssignableFrom(actual)) {
			throw new EventSourcingException("The aggregate %s is a %s, not a %s".formatted(event.originatorId(),
					actual.getName(), expected.getName()));
		}
	}

	/** Returns the expected class. */
	public Class<A> type() {
		return this.type;
	}

	/**
	 * Skips the next event, which an upcasting step has dropped: the version and the
	 * modification time of the aggregate change, but its state does not.
	 * @param originatorId the id of the aggregate
	 * @param version the version of the event
	 * @param time the time of the event
	 * @throws EventSourcingException if the event is not the next one, or is the first
	 * one of the aggregate
	 */
	public void skip(UUID originatorId, long version, Instant time) {
		if (endsAt(time)) {
			return;
		}
		if (this.aggregate == null) {
			throw new EventSourcingException(
					"The first event of the aggregate %s is dropped by an upcasting step, so nothing creates the aggregate. Turn it into another event instead."
						.formatted(originatorId));
		}
		this.aggregate.lifecycle.skip(version, time);
	}

	private boolean endsAt(Instant time) {
		this.ended |= time.isAfter(this.upTo);
		return this.ended;
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
