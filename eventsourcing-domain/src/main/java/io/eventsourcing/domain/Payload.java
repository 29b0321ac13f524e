package io.eventsourcing.domain;

import java.lang.reflect.Executable;
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

	/** Returns the arguments for the handler, which may change and keep them. */
	@Nullable Object[] arguments(Object attributes);

	/** Returns the attributes as an event keeps them: unmodifiable where possible. */
	Object frozen(Object attributes);

	/** Attributes that are the arguments by name. */
	record ByName(List<EventParameter> parameters, List<String> names, ArgumentCopier copier) implements Payload {

		static ByName of(Executable member, List<String> names) {
			List<EventParameter> parameters = new ArrayList<>();
			Type[] types = member.getGenericParameterTypes();
			Class<?>[] rawTypes = member.getParameterTypes();
			for (int i = 0; i < types.length; i++) {
				parameters.add(new EventParameter(names.get(i), types[i], rawTypes[i], member.getDeclaringClass()));
			}
			return new ByName(List.copyOf(parameters), List.copyOf(names), ArgumentCopier.of(types));
		}

		@Override
		public Class<?> type() {
			return EventArguments.class;
		}

		@Override
		public EventArguments of(@Nullable Object[] arguments) {
			return new EventArguments(this.names, this.copier.isNone() ? arguments : this.copier.frozen(arguments));
		}

		@Override
		public @Nullable Object[] arguments(Object attributes) {
			@Nullable Object[] values = ((EventArguments) attributes).values();
			return this.copier.isNone() ? values : this.copier.thawed(values);
		}

		@Override
		public Object frozen(Object attributes) {
			return attributes;
		}

	}

	/** Attributes in a record whose components are the arguments. */
	record Components(RecordShape shape) implements Payload {

		@Override
		public Class<?> type() {
			return this.shape.type();
		}

		@Override
		public Object of(@Nullable Object[] arguments) {
			return this.shape.make(arguments);
		}

		@Override
		public @Nullable Object[] arguments(Object attributes) {
			return this.shape.thawedComponents(attributes);
		}

		@Override
		public Object frozen(Object attributes) {
			return this.shape.frozen(attributes);
		}

	}

	/** Attributes in a record that is the only argument. */
	record SingleRecord(RecordShape shape) implements Payload {

		@Override
		public Class<?> type() {
			return this.shape.type();
		}

		@Override
		public Object of(@Nullable Object[] arguments) {
			return Objects.requireNonNull(arguments[0], "event");
		}

		@Override
		public @Nullable Object[] arguments(Object attributes) {
			return new @Nullable Object[] { this.shape.thawed(attributes) };
		}

		@Override
		public Object frozen(Object attributes) {
			return this.shape.frozen(attributes);
		}

	}

}
