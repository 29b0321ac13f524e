package io.eventsourcing.domain;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A kind of event of one class of aggregates: what it is called and what its attributes
 * are. There is one instance for each; immutable.
 */
public final class EventType {

	private final Class<? extends Aggregate> aggregateType;

	private final Handler handler;

	EventType(Class<? extends Aggregate> aggregateType, Handler handler) {
		this.aggregateType = aggregateType;
		this.handler = handler;
	}

	/**
	 * The event types of an aggregate class, those of its superclasses included.
	 * @throws AggregateDefinitionException if the class is not a valid aggregate
	 * @throws NotEnhancedException if it has decorated members and was not enhanced
	 */
	public static Collection<EventType> of(Class<? extends Aggregate> aggregateType) {
		return ClassModel.of(aggregateType).eventTypes();
	}

	/** The class of the aggregates that the events belong to. */
	public Class<? extends Aggregate> aggregateType() {
		return this.aggregateType;
	}

	/** The name within the aggregate class, such as {@code TrickAdded}. */
	public String name() {
		return this.handler.name();
	}

	/** Whether it is the first event of an aggregate. */
	public boolean isCreation() {
		return this.handler.isConstructor();
	}

	/** The class of the attributes: a record, or {@link EventArguments}. */
	public Class<?> payloadType() {
		return this.handler.payloadType();
	}

	/** The attributes of an event that carries them by name, in order; else empty. */
	public List<EventParameter> parameters() {
		return this.handler.parameters();
	}

	/**
	 * Makes the attributes of an event of this type, which carries them by name.
	 * @param values one for each of the {@link #parameters()}
	 */
	public EventArguments arguments(@Nullable Object[] values) {
		return this.handler.arguments(values);
	}

	Handler handler() {
		return this.handler;
	}

	@Override
	public String toString() {
		return new Topic(this.aggregateType.getSimpleName(), name()).toString();
	}

}
