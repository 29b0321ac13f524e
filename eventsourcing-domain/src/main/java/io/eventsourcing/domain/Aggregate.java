package io.eventsourcing.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The base class of objects whose changes are recorded as events, and which can be
 * rebuilt from these events.
 * <p>
 * A subclass decorates methods and constructors with {@link Event}, or
 * {@link #trigger(Record) triggers} records that its {@link Apply} methods accept, or
 * both. Its fields are its state; they may be final, and {@link #equals(Object)} compares
 * those that are not transient. Not thread-safe.
 */
public abstract class Aggregate implements EventSource {

	static {
		LoadTimeEnhancement.run();
	}

	/** Null in a mock, because its constructors have not run. */
	final transient Lifecycle lifecycle;

	/**
	 * Creates an aggregate with an id from {@link Ids#create()}, for use by constructors
	 * decorated with {@link Event}.
	 */
	protected Aggregate() {
		this.lifecycle = AggregateCreation.start(this, null, (Instant) null);
	}

	/**
	 * Creates an aggregate with the given id, for use by constructors decorated with
	 * {@link Event}. When the aggregate is rebuilt, the recorded id is used instead.
	 */
	protected Aggregate(UUID id) {
		this.lifecycle = AggregateCreation.start(this, Objects.requireNonNull(id, "id"), (Instant) null);
	}

	/**
	 * Creates an aggregate with an id from {@link Ids#create()}, for use by constructors
	 * decorated with {@link Event} that have a parameter with {@link EventTime}.
	 * @param time the time of the first event; null for that of the {@link EventClock}
	 * @throws EventSourcingException if the time is outside of the years 1 to 9999
	 */
	protected Aggregate(@Nullable Instant time) {
		this.lifecycle = AggregateCreation.start(this, null, time);
	}

	/**
	 * Creates an aggregate with the given id, for use by constructors decorated with
	 * {@link Event} that have a parameter with {@link EventTime}. When the aggregate is
	 * rebuilt, the recorded id and the recorded time are used instead.
	 * @param time the time of the first event; null for that of the {@link EventClock}
	 * @throws EventSourcingException if the time is outside of the years 1 to 9999
	 */
	protected Aggregate(UUID id, @Nullable Instant time) {
		this.lifecycle = AggregateCreation.start(this, Objects.requireNonNull(id, "id"), time);
	}

	/**
	 * Creates an aggregate by triggering its first event, for use by constructors
	 * decorated with {@link Apply}, which take the event. If the record contains the
	 * {@link AggregateId id of the aggregate}, that id is used, otherwise one from
	 * {@link Ids#create()}.
	 */
	protected Aggregate(Record event) {
		this.lifecycle = AggregateCreation.start(this, null, Objects.requireNonNull(event, "event"));
	}

	/**
	 * Creates an aggregate with the given id by triggering its first event, for use by
	 * constructors decorated with {@link Apply}, which take the event. When the aggregate
	 * is rebuilt, the recorded id is used instead.
	 */
	protected Aggregate(UUID id, Record event) {
		this.lifecycle = AggregateCreation.start(this, Objects.requireNonNull(id, "id"),
				Objects.requireNonNull(event, "event"));
	}

	/** The id of the aggregate, unique within a store. */
	public UUID id() {
		return this.lifecycle.id;
	}

	/** The number of events since the aggregate was created: 1 for a new aggregate. */
	public long version() {
		return this.lifecycle.version;
	}

	/** The time of the first event, with a precision of microseconds. */
	public Instant createdOn() {
		return this.lifecycle.createdOn;
	}

	/**
	 * The time of the latest event, with a precision of microseconds. An earlier event
	 * has a later time if the clock was set back, or if the time was {@link EventTime
	 * given}.
	 */
	public Instant modifiedOn() {
		return this.lifecycle.modifiedOn;
	}

	@Override
	public List<DomainEvent> pendingEvents() {
		return List.copyOf(this.lifecycle.pending());
	}

	@Override
	public List<DomainEvent> collectEvents() {
		List<DomainEvent> pending = this.lifecycle.pending();
		synchronized (pending) {
			List<DomainEvent> events = List.copyOf(pending);
			pending.clear();
			return events;
		}
	}

	/**
	 * Triggers an event: calls the {@link Apply} method that takes the record, and adds
	 * the event to the {@link #pendingEvents() pending events}. If the method throws an
	 * exception, no event is recorded.
	 * @param event the attributes of the event
	 * @throws EventSourcingException if no such method exists, or another event is being
	 * applied
	 */
	protected void trigger(Record event) {
		this.lifecycle.trigger(this, Objects.requireNonNull(event, "event"));
	}

	/**
	 * Returns the time of the event that is being applied. The time is the same when the
	 * aggregate is rebuilt, so it is the only clock that the body of an event may read.
	 * @throws EventSourcingException if no event is being applied
	 */
	protected Instant eventTime() {
		return this.lifecycle.eventTime();
	}

	/**
	 * Returns whether the other object is of the same class and has the same id, version,
	 * timestamps and state. Pending events are not compared.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		if (this == other) {
			return true;
		}
		return other instanceof Aggregate that && getClass() == that.getClass() && this.lifecycle != null
				&& this.lifecycle.sameAs(that.lifecycle) && this.lifecycle.model.state().equal(this, that);
	}

	@Override
	public int hashCode() {
		return (this.lifecycle != null) ? this.lifecycle.id.hashCode() : System.identityHashCode(this);
	}

	@Override
	public String toString() {
		return (this.lifecycle != null) ? this.lifecycle.describe(this) : super.toString();
	}

}
