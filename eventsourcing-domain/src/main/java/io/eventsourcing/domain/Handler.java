package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The method or constructor of an aggregate class that applies one type of event.
 *
 * @param name the name of the event
 * @param aliases the earlier names of the event
 * @param member the decorated method or constructor
 * @param handle calls the member: {@code (Object[])Object} for a constructor, otherwise
 * {@code (Aggregate,Object[])void}; it calls the method declared here even if it is
 * overridden
 * @param payload converts between the arguments and the attributes of the event
 * @param copier copies the arguments of a caller
 * @param isEnhanced whether enhanced code commits the event after the body; if not, the
 * event is triggered explicitly
 */
record Handler(String name, List<String> aliases, Executable member, MethodHandle handle, Payload payload,
		ArgumentCopier copier, boolean isEnhanced) {

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
		RecordHeader header = this.payload.header();
		return (header != null) ? header.parameters() : this.payload.parameters();
	}

	/** Returns the attributes of the event for a call with these arguments. */
	Object payload(@Nullable Object[] arguments) {
		return this.payload.of(arguments);
	}

	/** Checks values and returns them as the attributes of an event. */
	EventArguments arguments(@Nullable Object[] values) {
		List<EventParameter> parameters = parameters();
		RecordHeader header = this.payload.header();
		if (header == null && !(this.payload instanceof Payload.ByName)) {
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
		return (this.payload instanceof Payload.ByName byName) ? byName.copied(values)
				: new EventArguments(Objects.requireNonNull(header).names(), values.clone());
	}

	/** Returns the arguments for the body of an event. */
	@Nullable Object[] arguments(DomainEvent event) {
		return this.payload.arguments(event);
	}

	/**
	 * Returns the arguments for the body of a constructor, with copies of those that the
	 * caller could change. The time of the event is determined before, so that the
	 * constructor can pass it to {@code super(..)}.
	 */
	@Nullable Object[] copies(@Nullable Object[] arguments) {
		HeaderSlots slots = this.payload.slots();
		if (slots != null) {
			slots.determineTime(arguments);
		}
		return this.copier.thawed(arguments);
	}

	/**
	 * Returns the time of a new event, and replaces the argument by it, if there is one.
	 */
	Instant time(@Nullable Object[] arguments) {
		HeaderSlots slots = this.payload.slots();
		return (slots != null) ? slots.determineTime(arguments) : EventClock.now();
	}

	/** Returns the time of a new event that is triggered by its record. */
	Instant time(Record record) {
		RecordHeader header = this.payload.header();
		return EventClock.timeOr((header != null) ? header.timeOf(record) : null);
	}

	/** Returns the record with the time of its event. */
	Object withTime(Record record, Instant time) {
		RecordHeader header = this.payload.header();
		return (header != null) ? header.withTime(record, time) : record;
	}

	/** Returns the id that the record of a first event contains, or null. */
	@Nullable UUID id(Record record) {
		RecordHeader header = this.payload.header();
		return (header != null) ? header.idOf(record) : null;
	}

	/** Checks that the arguments agree with the header of the event. */
	void checkHeader(@Nullable Object[] arguments, UUID id, Instant time) {
		HeaderSlots slots = this.payload.slots();
		if (slots != null) {
			slots.check(arguments, id, time, this.name);
		}
	}

	/** Returns the class of the attributes that a transcoder writes and reads. */
	Class<?> storedType() {
		return (this.payload.header() != null) ? EventArguments.class : payloadType();
	}

	Object stored(Object attributes) {
		RecordHeader header = this.payload.header();
		return (header != null) ? header.stored(attributes) : attributes;
	}

	Object restored(Object stored, UUID id, Instant time) {
		RecordHeader header = this.payload.header();
		return (header != null) ? header.restored((EventArguments) stored, id, time) : stored;
	}

	/**
	 * Returns the attributes as an event keeps them, after checking that they agree with
	 * its header.
	 */
	Object frozen(Object attributes, UUID id, Instant time) {
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
		RecordHeader header = this.payload.header();
		if (header != null) {
			header.check(attributes, id, time, this.name);
		}
		return this.payload.frozen(attributes);
	}

	Aggregate create(DomainEvent event) {
		try {
			return (Aggregate) (Object) this.handle.invokeExact(this.payload.arguments(event));
		}
		catch (Throwable ex) {
			throw unchecked(ex);
		}
	}

	void apply(Aggregate aggregate, DomainEvent event) {
		try {
			this.handle.invokeExact(aggregate, this.payload.arguments(event));
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
