package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The method or constructor of an aggregate class that applies one type of event.
 *
 * @param name the name of the event
 * @param member the decorated method or constructor
 * @param handle calls the member: {@code (Object[])Object} for a constructor, otherwise
 * {@code (Aggregate,Object[])void}; it calls the method declared here even if it is
 * overridden
 * @param payload converts between the arguments and the attributes of the event
 * @param copier copies the arguments of a caller
 * @param isEnhanced whether enhanced code commits the event after the body; if not, the
 * event is triggered explicitly
 */
record Handler(String name, Executable member, MethodHandle handle, Payload payload, ArgumentCopier copier,
		boolean isEnhanced) {

	boolean isConstructor() {
		return this.member instanceof Constructor;
	}

	/** Returns whether the event is triggered explicitly, by a record. */
	boolean isExplicit() {
		return this.payload instanceof Payload.SingleRecord;
	}

	Class<?> payloadType() {
		return this.payload.type();
	}

	List<EventParameter> parameters() {
		return this.payload.parameters();
	}

	/** Returns the attributes of the event for a call with these arguments. */
	Object payload(@Nullable Object[] arguments) {
		return this.payload.of(arguments);
	}

	/** Checks values and returns them as the attributes of an event. */
	EventArguments arguments(@Nullable Object[] values) {
		List<EventParameter> parameters = parameters();
		if (!(this.payload instanceof Payload.ByName byName)) {
			throw new EventSourcingException("The event %s carries the record %s and has no arguments by name"
				.formatted(this.name, payloadType().getName()));
		}
		if (values.length != parameters.size()) {
			throw new EventSourcingException("The event %s has %d arguments by name, not %d".formatted(this.name,
					parameters.size(), values.length));
		}
		for (int i = 0; i < values.length; i++) {
			EventParameter parameter = parameters.get(i);
			if (values[i] == null && parameter.rawType().isPrimitive()) {
				throw new EventSourcingException(
						"The argument '%s' of the event %s is a primitive %s and cannot be null"
							.formatted(parameter.name(), this.name, parameter.rawType()));
			}
		}
		return byName.of(values.clone());
	}

	/** Returns the arguments for the body of an event with these attributes. */
	@Nullable Object[] arguments(Object attributes) {
		return this.payload.arguments(attributes);
	}

	/**
	 * Returns the arguments for a body, with copies of those that the caller could
	 * change.
	 */
	@Nullable Object[] copies(@Nullable Object[] arguments) {
		return this.copier.thawed(arguments);
	}

	Object frozen(Object attributes) {
		if (attributes.getClass() != this.payload.type()) {
			throw new EventSourcingException("The event %s carries %s, not %s".formatted(this.name,
					this.payload.type().getName(), attributes.getClass().getName()));
		}
		String shared = (isConstructor() && this.payload instanceof Payload.SingleRecord whole)
				? whole.shape().shared(attributes) : null;
		if (shared != null) {
			throw new AggregateDefinitionException(this.member.getDeclaringClass().getName(), List
				.of("its record %s is passed to super(..), so its constructor must copy '%s', for example by List.copyOf: the caller could change it later"
					.formatted(this.payload.type().getSimpleName(), shared)));
		}
		return this.payload.frozen(attributes);
	}

	Aggregate create(Object attributes) {
		try {
			return (Aggregate) (Object) this.handle.invokeExact(this.payload.arguments(attributes));
		}
		catch (Throwable ex) {
			throw unchecked(ex);
		}
	}

	void apply(Aggregate aggregate, Object attributes) {
		try {
			this.handle.invokeExact(aggregate, this.payload.arguments(attributes));
		}
		catch (Throwable ex) {
			throw unchecked(ex);
		}
	}

	/** Rethrows the exception of a body unchanged, whether it is checked or not. */
	@SuppressWarnings("unchecked")
	static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
		throw (X) thrown;
	}

}
