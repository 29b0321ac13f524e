package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The member of an aggregate class that applies one kind of event.
 *
 * @param name the name of the event
 * @param member the decorated method or constructor
 * @param handle {@code (Object[])Object} for a constructor, else
 * {@code (Aggregate,Object[])void}; methods are called as they are declared here, even if
 * overridden
 * @param payload what the event carries
 * @param copies how the arguments of a caller are copied
 * @param isEnhanced whether the end of its body is known because it was enhanced; if not,
 * it is called explicitly
 */
record Handler(String name, Executable member, MethodHandle handle, Payload payload, ArgumentCopier copier,
		boolean isEnhanced) {

	boolean isConstructor() {
		return this.member instanceof Constructor;
	}

	/** Whether it is triggered by its record, not by a call. */
	boolean isExplicit() {
		return this.payload instanceof Payload.SingleRecord;
	}

	Class<?> payloadType() {
		return this.payload.type();
	}

	List<EventParameter> parameters() {
		return this.payload.parameters();
	}

	/** The event's attributes for a call with these arguments. */
	Object payload(@Nullable Object[] arguments) {
		return this.payload.of(arguments);
	}

	/** The attributes of an event that carries them by name, checked. */
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

	/** The arguments for the body of an event with these attributes. */
	@Nullable Object[] arguments(Object attributes) {
		return this.payload.arguments(attributes);
	}

	/** What a body is to see instead of these arguments of a caller. */
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
				.of("its record %s is passed to super(..), so it must copy '%s' in its constructor, as List.copyOf does: its caller could change it later"
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

	/** Throws what a body has thrown as it is, checked or not. */
	@SuppressWarnings("unchecked")
	static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
		throw (X) thrown;
	}

}
