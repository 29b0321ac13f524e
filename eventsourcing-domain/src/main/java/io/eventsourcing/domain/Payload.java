package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How the arguments of a handler and the attributes of its event are turned into each
 * other.
 */
sealed interface Payload {

	/** The class of the attributes. */
	Class<?> type();

	/** The attributes for these arguments. */
	Object of(@Nullable Object[] arguments);

	/** The arguments for the handler; it may change and keep them. */
	@Nullable Object[] arguments(Object attributes);

	/** The attributes as an event keeps them: unchangeable as far as possible. */
	Object frozen(Object attributes);

	/** Attributes by name. */
	record Named(List<String> names, Copies copies) implements Payload {

		@Override
		public Class<?> type() {
			return EventArguments.class;
		}

		@Override
		public Object of(@Nullable Object[] arguments) {
			return new EventArguments(this.names, this.copies.isNone() ? arguments : this.copies.frozen(arguments));
		}

		@Override
		public @Nullable Object[] arguments(Object attributes) {
			@Nullable Object[] values = ((EventArguments) attributes).values();
			return this.copies.isNone() ? values : this.copies.thawed(values);
		}

		@Override
		public Object frozen(Object attributes) {
			return attributes;
		}

	}

	/** A record whose components are the arguments. */
	record Spread(RecordShape shape) implements Payload {

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
			return this.shape.copies().thawed(this.shape.components(attributes));
		}

		@Override
		public Object frozen(Object attributes) {
			return this.shape.frozen(attributes);
		}

	}

	/** A record that is the one argument. */
	record Whole(RecordShape shape) implements Payload {

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

	/**
	 * How a record is made and taken apart.
	 *
	 * @param maker {@code (Object[])Object}
	 * @param taker {@code (Object)Object[]}
	 */
	record RecordShape(Class<?> type, MethodHandle maker, MethodHandle taker, Copies copies) {

		static RecordShape of(Class<?> type, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
			RecordComponent[] components = type.getRecordComponents();
			Class<?>[] types = new Class<?>[components.length];
			Type[] genericTypes = new Type[components.length];
			MethodHandle[] getters = new MethodHandle[components.length];
			for (int i = 0; i < components.length; i++) {
				types[i] = components[i].getType();
				genericTypes[i] = components[i].getGenericType();
				getters[i] = lookup.unreflect(components[i].getAccessor())
					.asType(MethodType.methodType(Object.class, Object.class));
			}
			MethodHandle maker = lookup.findConstructor(type, MethodType.methodType(void.class, types));
			MethodHandle taker = MethodHandles.identity(Object[].class).asCollector(Object[].class, types.length);
			taker = MethodHandles.filterArguments(taker, 0, getters);
			taker = MethodHandles.permuteArguments(taker, MethodType.methodType(Object[].class, Object.class),
					new int[types.length]);
			return new RecordShape(type, ClassModel.creator(maker), taker, Copies.of(genericTypes));
		}

		Object make(@Nullable Object[] values) {
			try {
				return this.maker.invokeExact(values);
			}
			catch (Throwable ex) {
				throw Handler.unchecked(ex);
			}
		}

		@Nullable Object[] components(Object attributes) {
			try {
				return (Object[]) this.taker.invokeExact(attributes);
			}
			catch (Throwable ex) {
				throw Handler.unchecked(ex);
			}
		}

		Object frozen(Object attributes) {
			return this.copies.isNone() ? attributes : make(this.copies.frozen(components(attributes)));
		}

		Object thawed(Object attributes) {
			return this.copies.isNone() ? attributes : make(this.copies.thawed(components(attributes)));
		}

		/**
		 * The name of a component for which such records keep the collection or array of
		 * whoever makes them; null if they copy it.
		 */
		@Nullable String shared(Object attributes) {
			@Nullable Object[] given = this.copies.frozen(components(attributes));
			@Nullable Object[] kept = components(make(given));
			for (int i = 0; i < given.length; i++) {
				if (this.copies.isCopied(i) && given[i] != null && given[i] == kept[i]) {
					return this.type.getRecordComponents()[i].getName();
				}
			}
			return null;
		}

	}

}
