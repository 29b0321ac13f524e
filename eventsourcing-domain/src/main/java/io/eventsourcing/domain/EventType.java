package io.eventsourcing.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The type of an event of an aggregate class: its name and its attributes. Each class has
 * one instance per event name; see {@link #foreign(Topic, List)} for events of other
 * applications. Immutable.
 */
public final class EventType {

	private final Class<? extends Aggregate> aggregateType;

	private final Handler handler;

	/** The full name of an event of another application, or null. */
	private final @Nullable Topic foreign;

	EventType(Class<? extends Aggregate> aggregateType, Handler handler) {
		this(aggregateType, handler, null);
	}

	private EventType(Class<? extends Aggregate> aggregateType, Handler handler, @Nullable Topic foreign) {
		this.aggregateType = aggregateType;
		this.handler = handler;
		this.foreign = foreign;
	}

	/**
	 * Returns the type of an event of another application, whose aggregate class need not
	 * be known. Its aggregate class is {@link Aggregate}. Events of this type can be read
	 * and handled, but not applied to aggregates.
	 * @param topic the names of the aggregate and of the event
	 * @param attributes the attributes that are read; the classes that declare them do
	 * not matter
	 */
	public static EventType foreign(Topic topic, List<EventParameter> attributes) {
		return new EventType(Aggregate.class, ForeignEvents.handler(topic, attributes), topic);
	}

	/**
	 * Returns the type of an event of another application, like
	 * {@link #foreign(Topic, List)}, whose attributes are read as a record.
	 * @throws IllegalArgumentException if the class is not a record, or is not accessible
	 */
	public static EventType foreign(Topic topic, Class<?> recordType) {
		return new EventType(Aggregate.class, ForeignEvents.handler(topic, recordType), topic);
	}

	/**
	 * Returns the event types of an aggregate class, including inherited ones. Their
	 * order is the same in every JVM.
	 * @throws AggregateDefinitionException if the class is not a valid aggregate
	 * @throws NotEnhancedException if the class has decorated members and was not
	 * enhanced
	 */
	public static Collection<EventType> of(Class<? extends Aggregate> aggregateType) {
		return ClassModel.of(aggregateType).eventTypes();
	}

	/** Returns the class of the aggregates that have events of this type. */
	public Class<? extends Aggregate> aggregateType() {
		return this.aggregateType;
	}

	/**
	 * Returns the name of the event within its aggregate class, such as
	 * {@code TrickAdded}.
	 */
	public String name() {
		return this.handler.name();
	}

	/**
	 * Returns the class that declares the member that applies the event: the aggregate
	 * class, or one of its superclasses.
	 */
	public Class<?> declaringType() {
		return this.handler.member().getDeclaringClass();
	}

	/** Returns the earlier names of the event that annotations specify. */
	public List<String> aliases() {
		return this.handler.aliases();
	}

	/** Returns whether events of this type are the first events of their aggregates. */
	public boolean isCreation() {
		return this.handler.isConstructor();
	}

	/** Returns the class of the attributes: a record, or {@link EventArguments}. */
	public Class<?> payloadType() {
		return this.handler.payloadType();
	}

	/**
	 * Returns the class of the attributes that are stored. It is the
	 * {@link #payloadType()}, or {@link EventArguments} if that is a record whose
	 * {@link AggregateId id} or {@link EventTime time} is not stored as an attribute.
	 */
	public Class<?> storedType() {
		return this.handler.storedType();
	}

	/**
	 * Returns the attributes of an event that are stored.
	 * @return an instance of {@link #storedType()}
	 */
	public Object stored(DomainEvent event) {
		return this.handler.stored(event.payload());
	}

	/**
	 * Creates the payload of an event from the attributes that are stored.
	 * @param stored an instance of {@link #storedType()}
	 * @param originatorId the id of the aggregate
	 * @param timestamp the time of the event
	 * @return an instance of {@link #payloadType()}
	 */
	public Object restored(Object stored, UUID originatorId, Instant timestamp) {
		return this.handler.restored(stored, originatorId, timestamp);
	}

	/**
	 * Returns the attributes of events of this type, in order, if they are stored by
	 * name, as {@link EventArguments}; otherwise an empty list.
	 */
	public List<EventParameter> parameters() {
		return this.handler.parameters();
	}

	/**
	 * Creates the attributes of an event that are stored by name.
	 * @param values one value for each of the {@link #parameters()}; the values are
	 * copied
	 * @throws EventSourcingException if the number of values is wrong, the value of a
	 * primitive is null, or the attributes are stored as a record
	 */
	public EventArguments arguments(@Nullable Object[] values) {
		return this.handler.arguments(values);
	}

	Handler handler() {
		return this.handler;
	}

	@Override
	public String toString() {
		Topic topic = (this.foreign != null) ? this.foreign : new Topic(this.aggregateType.getSimpleName(), name());
		return topic.toString();
	}

}
