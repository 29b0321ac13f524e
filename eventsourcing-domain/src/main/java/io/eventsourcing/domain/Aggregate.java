package io.eventsourcing.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An object that changes by a sequence of decisions, each recorded as an event, and can
 * be rebuilt from these events.
 * <p>
 * A subclass decorates members with {@link Event}, or {@link #trigger(Record) triggers}
 * records and has methods with {@link Apply}, or both. Its fields are its state: they may
 * be final, and are compared by {@link #equals(Object)} unless transient. Not safe for
 * use by several threads at once.
 */
public abstract class Aggregate implements EventSource {

	static {
		LoadTimeEnhancement.run();
	}

	final transient Lifecycle lifecycle;

	/**
	 * Starts an aggregate with an id of {@link Ids#create()}, in a constructor decorated
	 * with {@link Event}.
	 */
	protected Aggregate() {
		this.lifecycle = Lifecycle.start(this, null, null);
	}

	/**
	 * Starts an aggregate with the given id, in a constructor decorated with
	 * {@link Event}. When it is rebuilt, the recorded id counts.
	 */
	protected Aggregate(UUID id) {
		this.lifecycle = Lifecycle.start(this, Objects.requireNonNull(id, "id"), null);
	}

	/**
	 * Starts an aggregate by triggering its first event, in a constructor with
	 * {@link Apply} that takes it.
	 */
	protected Aggregate(Record event) {
		this.lifecycle = Lifecycle.start(this, null, Objects.requireNonNull(event, "event"));
	}

	/**
	 * Starts an aggregate with the given id by triggering its first event, in a
	 * constructor with {@link Apply} that takes it.
	 */
	protected Aggregate(UUID id, Record event) {
		this.lifecycle = Lifecycle.start(this, Objects.requireNonNull(id, "id"),
				Objects.requireNonNull(event, "event"));
	}

	/** What identifies the aggregate among all aggregates of a store. */
	public UUID id() {
		return this.lifecycle.id;
	}

	/** The number of events that made the aggregate what it is; 1 after creation. */
	public long version() {
		return this.lifecycle.version;
	}

	/** The time of the first event, in microseconds. */
	public Instant createdOn() {
		return this.lifecycle.createdOn;
	}

	/** The time of the latest event, in microseconds. */
	public Instant modifiedOn() {
		return this.lifecycle.modifiedOn;
	}

	@Override
	public List<DomainEvent> pendingEvents() {
		return List.copyOf(this.lifecycle.pending(this));
	}

	@Override
	public List<DomainEvent> collectEvents() {
		List<DomainEvent> events = pendingEvents();
		this.lifecycle.pending(this).clear();
		return events;
	}

	/**
	 * Triggers an event explicitly: the method with {@link Apply} that takes the record
	 * is called, then the event is pending.
	 * @throws EventSourcingException if there is no such method, or an event is being
	 * applied
	 */
	protected void trigger(Record event) {
		this.lifecycle.trigger(this, Objects.requireNonNull(event, "event"));
	}

	/**
	 * The time of the event that is being applied: the only clock that bodies may read.
	 * @throws EventSourcingException if no event is being applied
	 */
	protected Instant eventTime() {
		return this.lifecycle.eventTime(this);
	}

	/**
	 * Whether the other is of the same class and has the same id, version, timestamps and
	 * state. Pending events do not count.
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
		return (this.lifecycle != null)
				? getClass().getSimpleName() + this.lifecycle + this.lifecycle.model.state().describe(this) + "}"
				: super.toString();
	}

}
