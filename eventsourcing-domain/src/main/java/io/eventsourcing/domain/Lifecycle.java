package io.eventsourcing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Holds everything about an aggregate beyond its own fields: its id, version, times,
 * pending events and current phase.
 * <p>
 * It is a separate object because mocks and spies intercept every method of the aggregate
 * itself. A mock has no lifecycle, because its constructors do not run.
 */
final class Lifecycle {

	enum Phase {

		/** No event is being triggered or applied. */
		IDLE,

		/** A constructor is running that has not triggered its event yet. */
		CREATING,

		/** The body of an event is running that is being triggered. */
		APPLYING,

		/** The body of an earlier event is running, which is being replayed. */
		REPLAYING

	}

	final ClassModel model;

	final UUID id;

	/**
	 * A synchronized list, so that no event is lost if two threads save the same
	 * aggregate by mistake.
	 */
	private final List<DomainEvent> pending = Collections.synchronizedList(new ArrayList<>(2));

	long version;

	Instant createdOn;

	Instant modifiedOn;

	/** The part of the last event that has been applied; see DomainEvent.part(). */
	private int part;

	private Phase phase;

	@Nullable Instant eventTime;

	Lifecycle(ClassModel model, UUID id, Instant createdOn, Phase phase) {
		this.model = model;
		this.id = id;
		this.createdOn = createdOn;
		this.modifiedOn = createdOn;
		this.phase = phase;
		this.eventTime = createdOn;
	}

	/** Applies an earlier event again. */
	void replay(Aggregate aggregate, DomainEvent event) {
		if (!event.originatorId().equals(this.id)) {
			throw new OriginatorIdException(event, this.id);
		}
		if (!isNext(event)) {
			throw new OriginatorVersionException(event, this.version + 1);
		}
		if (event.type().aggregateType() != this.model.type()) {
			throw new EventSourcingException(
					event.describe() + " does not belong to the aggregate class " + this.model.type().getName());
		}
		if (this.phase != Phase.IDLE) {
			throw notIdle(event.describe());
		}
		apply(aggregate, event, Phase.REPLAYING);
		advance(event);
	}

	private boolean isNext(DomainEvent event) {
		int part = event.part();
		return (part == 0) ? event.originatorVersion() == this.version + 1
				: event.originatorVersion() == this.version && part == this.part + 1;
	}

	/** Passes over an event that no longer exists. */
	void skip(long skipped, Instant time) {
		if (skipped != this.version + 1) {
			throw new EventSourcingException("Version %d of the aggregate %s cannot be skipped after version %d"
				.formatted(skipped, this.id, this.version));
		}
		this.version = skipped;
		this.modifiedOn = time;
		this.part = 0;
	}

	/** Triggers an event explicitly. */
	void trigger(Aggregate aggregate, Record payload) {
		if (this.phase != Phase.IDLE) {
			throw notIdle("The event " + payload.getClass().getName());
		}
		EventType type = this.model.explicit(payload.getClass(), false);
		Instant time = type.handler().time(payload);
		DomainEvent event = new DomainEvent(type, this.id, this.version + 1, time,
				type.handler().withTime(payload, time));
		apply(aggregate, event, Phase.APPLYING);
		commit(event);
	}

	/**
	 * Begins the event of a decorated method; returns null if another event is being
	 * applied.
	 */
	@Nullable DomainEvent begin(Class<?> owner, String member, @Nullable Object[] arguments) {
		if (this.phase != Phase.IDLE) {
			return null;
		}
		EventType type = this.model.decorated(owner, member);
		Instant time = type.handler().time(arguments);
		type.handler().checkHeader(arguments, this.id, time);
		DomainEvent event = new DomainEvent(type, this.id, this.version + 1, time, type.handler().payload(arguments));
		this.phase = Phase.APPLYING;
		this.eventTime = event.timestamp();
		return event;
	}

	/**
	 * Commits the event that {@link #begin} has returned, or discards it if the body has
	 * thrown.
	 */
	void end(Aggregate aggregate, DomainEvent event, @Nullable Throwable thrown) {
		try {
			if (thrown == null) {
				this.model.afterBody(aggregate, event);
				advance(event);
				this.pending.add(event);
			}
		}
		finally {
			idle();
		}
	}

	/** Commits the event of a decorated constructor whose body has returned. */
	void constructed(Aggregate aggregate, Class<?> owner, String member, @Nullable Object[] arguments) {
		if (this.phase == Phase.CREATING && this.model.type() == owner) {
			EventType type = this.model.decorated(owner, member);
			type.handler().checkHeader(arguments, this.id, this.createdOn);
			DomainEvent event = new DomainEvent(type, this.id, 1, this.createdOn, type.handler().payload(arguments));
			this.model.afterBody(aggregate, event);
			commit(event);
		}
	}

	private void apply(Aggregate aggregate, DomainEvent event, Phase during) {
		this.phase = during;
		this.eventTime = event.timestamp();
		try {
			event.type().handler().apply(aggregate, event);
			this.model.afterBody(aggregate, event);
		}
		finally {
			idle();
		}
	}

	void commit(DomainEvent event) {
		idle();
		advance(event);
		this.pending.add(event);
	}

	private void advance(DomainEvent event) {
		this.version = event.originatorVersion();
		this.modifiedOn = event.timestamp();
		this.part = event.part();
	}

	void idle() {
		this.phase = Phase.IDLE;
		this.eventTime = null;
	}

	private EventSourcingException notIdle(String event) {
		return new EventSourcingException(
				"%s cannot be triggered or applied while another event of %s %s is being applied: bodies of events only change state"
					.formatted(event, this.model.type().getName(), this.id));
	}

	List<DomainEvent> pending() {
		if (this.phase == Phase.CREATING) {
			throw new EventSourcingException(
					"The constructor of %s has triggered no event: decorate it with @Event, and collect its events only after it has returned"
						.formatted(this.model.type().getName()));
		}
		return this.pending;
	}

	Instant eventTime() {
		if (this.eventTime == null) {
			throw new EventSourcingException(
					"No event of %s %s is being applied: call eventTime() only in the bodies of events"
						.formatted(this.model.type().getName(), this.id));
		}
		return this.eventTime;
	}

	boolean sameAs(@Nullable Lifecycle other) {
		return other != null && this.id.equals(other.id) && this.version == other.version
				&& this.createdOn.equals(other.createdOn) && this.modifiedOn.equals(other.modifiedOn);
	}

	/** Describes the aggregate with its state, for display. */
	String describe(Aggregate aggregate) {
		List<String> parts = new ArrayList<>(List.of("id=" + this.id, "version=" + this.version,
				"createdOn=" + this.createdOn, "modifiedOn=" + this.modifiedOn));
		parts.addAll(this.model.state().describe(aggregate));
		return this.model.type().getSimpleName() + "{" + String.join(", ", parts) + "}";
	}

}
