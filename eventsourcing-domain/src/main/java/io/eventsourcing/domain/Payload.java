package io.eventsourcing.domain;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Converts between the arguments of a handler and the attributes of its event.
 */
sealed interface Payload {

	/** Returns the class of the attributes. */
	Class<?> type();

	/**
	 * Returns the attributes that the event carries by name, in order; otherwise an empty
	 * list.
	 */
	default List<EventParameter> parameters() {
		return List.of();
	}

	/** Returns the attributes of an event for a call with these arguments. */
	Object of(@Nullable Object[] arguments);

	/**
	 * Returns the arguments for the handler of an event, which may change and keep them.
	 */
	@Nullable Object[] arguments(DomainEvent event);

	/** Returns the attributes as an event keeps them: unmodifiable where possible. */
	Object frozen(Object attributes);

	/**
	 * Returns the positions of the arguments that the header of the event contains, or
	 * null if there are none.
	 */
	@Nullable HeaderSlots slots();

	/** Returns the record whose components are partly stored as the header, or null. */
	default @Nullable RecordHeader header() {
		return null;
	}

	/** Attributes that are the arguments by name. */
	record ByName(List<EventParameter> parameters, List<String> names, ArgumentCopier copier,
			@Nullable HeaderSlots slots) implements Payload {

		static ByName of(Executable member, List<String> names, @Nullable HeaderSlots slots) {
			List<EventParameter> parameters = new ArrayList<>();
			Type[] types = member.getGenericParameterTypes();
			Class<?>[] rawTypes = member.getParameterTypes();
			Parameter[] declarations = MemberReader.annotated(member).getParameters();
			for (int i = 0; i < types.length; i++) {
				if (slots == null || slots.isAttribute(i)) {
					parameters.add(new EventParameter(names.get(i), types[i], rawTypes[i], member.getDeclaringClass(),
							declarations[i]));
				}
			}
			return of(parameters, slots);
		}

		static ByName of(List<EventParameter> parameters, @Nullable HeaderSlots slots) {
			return new ByName(List.copyOf(parameters), parameters.stream().map(EventParameter::name).toList(),
					ArgumentCopier.of(parameters.stream().map(EventParameter::type).toArray(Type[]::new)), slots);
		}

		@Override
		public Class<?> type() {
			return EventArguments.class;
		}

		@Override
		public EventArguments of(@Nullable Object[] arguments) {
			@Nullable Object[] values = (this.slots == null) ? arguments : this.slots.attributesOf(arguments);
			return new EventArguments(this.names, this.copier.isNone() ? values : this.copier.frozen(values));
		}

		/** Returns the attributes with copies of these values. */
		EventArguments copied(@Nullable Object[] values) {
			return new EventArguments(this.names, this.copier.isNone() ? values.clone() : this.copier.frozen(values));
		}

		@Override
		public @Nullable Object[] arguments(DomainEvent event) {
			@Nullable Object[] values = ((EventArguments) event.payload()).values();
			@Nullable Object[] thawed = this.copier.isNone() ? values : this.copier.thawed(values);
			return (this.slots == null) ? thawed : this.slots.join(thawed, event.originatorId(), event.timestamp());
		}

		@Override
		public Object frozen(Object attributes) {
			return attributes;
		}

	}

	/** Attributes in a record whose components are the arguments. */
	record Components(RecordShape shape, @Nullable RecordHeader header) implements Payload {

		@Override
		public Class<?> type() {
			return this.shape.type();
		}

		@Override
		public Object of(@Nullable Object[] arguments) {
			return this.shape.make(arguments);
		}

		@Override
		public @Nullable Object[] arguments(DomainEvent event) {
			return this.shape.thawedComponents(event.payload());
		}

		@Override
		public Object frozen(Object attributes) {
			return this.shape.frozen(attributes);
		}

		@Override
		public @Nullable HeaderSlots slots() {
			return (this.header != null) ? this.header.slots() : null;
		}

	}

	/** Attributes in a record that is the only argument. */
	record SingleRecord(RecordShape shape, @Nullable RecordHeader header) implements Payload {

		@Override
		public Class<?> type() {
			return this.shape.type();
		}

		@Override
		public Object of(@Nullable Object[] arguments) {
			return Objects.requireNonNull(arguments[0], "event");
		}

		@Override
		public @Nullable Object[] arguments(DomainEvent event) {
			return new @Nullable Object[] { this.shape.thawed(event.payload()) };
		}

		@Override
		public Object frozen(Object attributes) {
			return this.shape.frozen(attributes);
		}

		@Override
		public @Nullable HeaderSlots slots() {
			// the only argument is the record, which contains the header
			return null;
		}

	}

}
