package io.eventsourcing.domain;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The part of the header of an event that its record contains as well. The record is
 * stored without it, as attributes by name.
 *
 * @param shape the record
 * @param slots the components that belong to the header
 * @param parameters the attributes that are stored
 * @param names the names of the attributes
 */
record RecordHeader(RecordShape shape, HeaderSlots slots, List<EventParameter> parameters, List<String> names) {

	/**
	 * Returns the header of a record, or null if all its components are attributes.
	 * @param roles the roles of the components
	 */
	static @Nullable RecordHeader of(RecordShape shape, List<MemberDescription.Role> roles) {
		RecordComponent[] components = shape.type().getRecordComponents();
		HeaderSlots slots = HeaderSlots.of(roles, Arrays.stream(components).map(RecordComponent::getName).toList());
		return (slots != null) ? of(shape, slots, components) : null;
	}

	private static RecordHeader of(RecordShape shape, HeaderSlots slots, RecordComponent[] components) {
		Parameter[] declarations = declarations(shape.type(), components);
		List<EventParameter> parameters = slots.attributes()
			.stream()
			.map((position) -> new EventParameter(components[position].getName(), components[position].getGenericType(),
					components[position].getType(), Aggregate.class, declarations[position]))
			.toList();
		return new RecordHeader(shape, slots, parameters, slots.attributeNames());
	}

	private static Parameter[] declarations(Class<?> type, RecordComponent[] components) {
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			return type.getDeclaredConstructor(types).getParameters();
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A record has a canonical constructor", ex);
		}
	}

	EventArguments stored(Object attributes) {
		return new EventArguments(this.names, this.slots.attributesOf(this.shape.components(attributes)));
	}

	Object restored(EventArguments stored, UUID aggregateId, Instant eventTime) {
		return this.shape.make(this.slots.join(stored.values(), aggregateId, eventTime.truncatedTo(ChronoUnit.MICROS)));
	}

	/** Returns a record whose time is set, if the given one has none. */
	Object withTime(Object attributes, Instant eventTime) {
		@Nullable Object[] values = this.shape.components(attributes);
		if (this.slots.time() < 0 || eventTime.equals(values[this.slots.time()])) {
			return attributes;
		}
		values[this.slots.time()] = eventTime;
		return this.shape.make(values);
	}

	@Nullable UUID idOf(Object attributes) {
		return this.slots.idOf(this.shape.components(attributes));
	}

	@Nullable Instant timeOf(Object attributes) {
		return this.slots.timeOf(this.shape.components(attributes));
	}

	void check(Object attributes, UUID aggregateId, Instant eventTime, String event) {
		this.slots.check(this.shape.components(attributes), aggregateId, eventTime, event);
	}

}
