package io.eventsourcing.domain;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A type of event of an aggregate class: its name and its attributes. There is one
 * instance per class and event name. Immutable.
 */
public final class EventType {

	private final Class<? extends Aggregate> aggregateType;

	private final Handler handler;

	EventType(Class<? extends Aggregate> aggregateType, Handler handler) {
		this.aggregateType = aggregateType;
		this.handler = handler;
	}

	/**
	 * Returns the event types of an aggregate class, including those that it inherits.
	 * Their order is the same in each JVM.
	 * @throws AggregateDefinitionException if the class is not a valid aggregate
	 * @throws NotEnhancedException if it has decorated members and was not enhanced
	 */
	public static Collection<EventType> of(Class<? extends Aggregate> aggregateType) {
		return ClassModel.of(aggregateType).eventTypes();
	}

	/** The class of the aggregates that have such events. */
	public Class<? extends Aggregate> aggregateType() {
		return this.aggregateType;
	}

	/** The name within the aggregate class, such as {@code TrickAdded}. */
	public String name() {
		return this.handler.name();
	}

	/** Whether such an event is the first one of an aggregate. */
	public boolean isCreation() {
		return this.handler.isConstructor();
	}

	/** The class of the attributes: a record, or {@link EventArguments}. */
	public Class<?> payloadType() {
		return this.handler.payloadType();
	}

	/**
	 * The attributes of such an event, in order, if it carries them by name; else an
	 * empty list.
	 */
	public List<EventParameter> parameters() {
		return this.handler.parameters();
	}

	/**
	 * Creates the attributes of an event that carries them by name.
	 * @param values one value for each of the {@link #parameters()}, copied
	 * @throws EventSourcingException if the number of values is wrong, a primitive is
	 * null, or events of this type carry a record
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
