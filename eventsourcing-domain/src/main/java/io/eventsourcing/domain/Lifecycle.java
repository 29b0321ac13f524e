package io.eventsourcing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an aggregate is beyond its state: its id, version and times, its pending events,
 * and what is being done with it at the moment.
 * <p>
 * It is an object of its own so that mocks and spies, which intercept every method of the
 * aggregate itself, cannot get in the way; a mock has none.
 */
final class Lifecycle {

	private enum Phase {

		/** Between events. */
		IDLE,

		/** In the constructor, before its event is triggered. */
		CREATING,

		/** In the body of an event that is being triggered. */
		APPLYING,

		/** In the body of an event that happened earlier. */
		REPLAYING

	}

	final ClassModel model;

	final UUID id;

	private final List<DomainEvent> pending = new ArrayList<>(2);

	long version;

	Instant createdOn;

	Instant modifiedOn;

	private Phase phase;

	private @Nullable Instant eventTime;

	private Lifecycle(ClassModel model, UUID id, Instant createdOn, Phase phase) {
		this.model = model;
		this.id = id;
		this.createdOn = createdOn;
		this.modifiedOn = createdOn;
		this.phase = phase;
		this.eventTime = createdOn;
	}

	/** Called by the constructors of the aggregate. */
	static Lifecycle start(Aggregate aggregate, @Nullable UUID givenId, @Nullable Record creation) {
		DomainEvent replayed = Replay.take(aggregate.getClass());
		ClassModel model = ClassModel.of(aggregate.getClass());
		if (replayed != null) {
			Lifecycle lifecycle = new Lifecycle(model, replayed.originatorId(), replayed.timestamp(), Phase.REPLAYING);
			lifecycle.version = replayed.type().handler().isEnhanced() ? 0 : 1;
			return lifecycle;
		}
		UUID id = (givenId != null) ? givenId : Ids.create();
		if (creation == null) {
			model.requireDecoratedConstructor();
			return new Lifecycle(model, id, EventClock.now(), Phase.CREATING);
		}
		EventType type = model.explicit(creation.getClass(), true);
		Lifecycle lifecycle = new Lifecycle(model, id, EventClock.now(), Phase.CREATING);
		DomainEvent event = new DomainEvent(type, id, 1, lifecycle.createdOn, creation);
		if (!type.handler().isEnhanced()) {
			lifecycle.commit(event);
			// what follows is the body of the event, and nothing tells where it ends
			lifecycle.eventTime = event.timestamp();
		}
		return lifecycle;
	}

	/** Rebuilds an aggregate from its first event. */
	static Aggregate create(DomainEvent event) {
		if (!event.type().isCreation()) {
			throw new EventSourcingException(
					event + " does not create an aggregate, so it needs one to apply to: is an earlier event missing?");
		}
		if (event.originatorVersion() != 1) {
			throw new OriginatorVersionException(event, 1);
		}
		Aggregate aggregate = Replay.create(event);
		Lifecycle lifecycle = aggregate.lifecycle;
		lifecycle.version = event.originatorVersion();
		lifecycle.idle();
		return aggregate;
	}

	/** Applies an event that happened earlier. */
	void replay(Aggregate aggregate, DomainEvent event) {
		if (!event.originatorId().equals(this.id)) {
			throw new OriginatorIdException(event, this.id);
		}
		if (event.originatorVersion() != this.version + 1) {
			throw new OriginatorVersionException(event, this.version + 1);
		}
		if (event.type().aggregateType() != this.model.type()) {
			throw new EventSourcingException(
					event + " belongs to another class of aggregates than " + this.model.type().getName());
		}
		requireIdle(event);
		apply(aggregate, event, Phase.REPLAYING);
		advance(event);
	}

	/** Triggers an event by its record. */
	void trigger(Aggregate aggregate, Record payload) {
		requireIdle(payload);
		EventType type = this.model.explicit(payload.getClass(), false);
		DomainEvent event = new DomainEvent(type, this.id, this.version + 1, EventClock.now(), payload);
		apply(aggregate, event, Phase.APPLYING);
		commit(event);
	}

	/** The event of a decorated method, unless its call is part of another event. */
	@Nullable DomainEvent begin(Class<?> owner, String member, @Nullable Object[] arguments) {
		if (this.phase != Phase.IDLE) {
			return null;
		}
		EventType type = this.model.decorated(owner, member);
		DomainEvent event = new DomainEvent(type, this.id, this.version + 1, EventClock.now(),
				type.handler().payload(arguments));
		this.phase = Phase.APPLYING;
		this.eventTime = event.timestamp();
		return event;
	}

	/** Ends what {@link #begin} began. */
	void end(DomainEvent event, @Nullable Throwable thrown) {
		if (thrown == null) {
			commit(event);
		}
		else {
			idle();
		}
	}

	/** The body of a decorated constructor has returned. */
	void constructed(Class<?> owner, String member, @Nullable Object[] arguments) {
		if (this.phase == Phase.CREATING && this.model.type() == owner) {
			EventType type = this.model.decorated(owner, member);
			commit(new DomainEvent(type, this.id, 1, this.createdOn, type.handler().payload(arguments)));
		}
	}

	private void apply(Aggregate aggregate, DomainEvent event, Phase during) {
		this.phase = during;
		this.eventTime = event.timestamp();
		try {
			event.type().handler().apply(aggregate, event.payload());
		}
		finally {
			idle();
		}
	}

	private void commit(DomainEvent event) {
		idle();
		advance(event);
		this.pending.add(event);
	}

	private void advance(DomainEvent event) {
		this.version = event.originatorVersion();
		this.modifiedOn = event.timestamp();
	}

	private void idle() {
		this.phase = Phase.IDLE;
		this.eventTime = null;
	}

	private void requireIdle(Object event) {
		if (this.phase != Phase.IDLE) {
			throw new EventSourcingException(
					"%s cannot be triggered or applied while another event of %s %s is being applied: bodies of events only change state"
						.formatted(event, this.model.type().getName(), this.id));
		}
	}

	List<DomainEvent> pending(Aggregate aggregate) {
		if (this.phase == Phase.CREATING) {
			throw new EventSourcingException(
					"The constructor of %s has triggered no event: decorate it with @Event, and collect its events only after it has returned"
						.formatted(aggregate.getClass().getName()));
		}
		return this.pending;
	}

	Instant eventTime(Aggregate aggregate) {
		if (this.eventTime == null) {
			throw new EventSourcingException(
					"No event of %s %s is being applied: eventTime() is for the bodies of events"
						.formatted(aggregate.getClass().getName(), this.id));
		}
		return this.eventTime;
	}

	boolean sameAs(@Nullable Lifecycle other) {
		return other != null && this.id.equals(other.id) && this.version == other.version
				&& this.createdOn.equals(other.createdOn) && this.modifiedOn.equals(other.modifiedOn);
	}

	@Override
	public String toString() {
		return "{id=" + this.id + ", version=" + this.version + ", createdOn=" + this.createdOn + ", modifiedOn="
				+ this.modifiedOn;
	}

}
