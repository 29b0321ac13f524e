package io.eventsourcing.domain;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Starts the lifecycles of aggregates, those of new ones and of those that are rebuilt.
 */
final class AggregateCreation {

	private AggregateCreation() {
	}

	/**
	 * Starts the lifecycle of an aggregate; called by the constructors of the aggregate.
	 */
	static Lifecycle start(Aggregate aggregate, @Nullable UUID givenId, @Nullable Instant givenTime) {
		Lifecycle replaying = replaying(aggregate);
		if (replaying != null) {
			return replaying;
		}
		ClassModel model = ClassModel.of(aggregate.getClass());
		model.requireDecoratedConstructor();
		return new Lifecycle(model, (givenId != null) ? givenId : Ids.create(), EventClock.timeOr(givenTime),
				Lifecycle.Phase.CREATING);
	}

	/**
	 * Starts the lifecycle of an aggregate whose first event is triggered explicitly;
	 * called by the constructors of the aggregate.
	 */
	static Lifecycle start(Aggregate aggregate, @Nullable UUID givenId, Record creation) {
		Lifecycle replaying = replaying(aggregate);
		if (replaying != null) {
			return replaying;
		}
		ClassModel model = ClassModel.of(aggregate.getClass());
		EventType type = model.explicit(creation.getClass(), true);
		UUID recordId = type.handler().id(creation);
		UUID id = (givenId != null) ? givenId : (recordId != null) ? recordId : Ids.create();
		Lifecycle lifecycle = new Lifecycle(model, id, type.handler().time(creation), Lifecycle.Phase.CREATING);
		DomainEvent event = new DomainEvent(type, id, 1, lifecycle.createdOn, creation);
		if (!type.handler().isEnhanced()) {
			// the end of the body that follows will not be reported, so commit before it
			lifecycle.commit(event);
			lifecycle.eventTime = event.timestamp();
		}
		return lifecycle;
	}

	private static @Nullable Lifecycle replaying(Aggregate aggregate) {
		DomainEvent replayed = Replay.take(aggregate.getClass());
		if (replayed == null) {
			return null;
		}
		Lifecycle lifecycle = new Lifecycle(ClassModel.of(aggregate.getClass()), replayed.originatorId(),
				replayed.timestamp(), Lifecycle.Phase.REPLAYING);
		lifecycle.version = versionInConstructor(replayed.type());
		return lifecycle;
	}

	/**
	 * Returns the version that the body of a constructor sees. It must be the same when
	 * the constructor is called to rebuild the aggregate: the event is committed after an
	 * enhanced body, and before any other body.
	 */
	private static long versionInConstructor(EventType type) {
		return type.handler().isEnhanced() ? 0 : 1;
	}

	/** Rebuilds an aggregate from its first event. */
	static Aggregate create(DomainEvent event) {
		if (!event.type().isCreation()) {
			throw new EventSourcingException(event.describe()
					+ " does not create an aggregate, so it needs one to apply to: is an earlier event missing?");
		}
		if (event.originatorVersion() != 1 || event.part() != 0) {
			throw new OriginatorVersionException(event, 1);
		}
		Aggregate aggregate = Replay.create(event);
		Lifecycle lifecycle = aggregate.lifecycle;
		lifecycle.model.afterBody(aggregate, event);
		lifecycle.version = event.originatorVersion();
		lifecycle.idle();
		return aggregate;
	}

}
