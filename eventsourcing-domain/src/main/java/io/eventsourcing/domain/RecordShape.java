package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Creates records of one class from their components, and extracts the components of
 * records.
 *
 * @param type the class of the records
 * @param maker calls the canonical constructor: {@code (Object[])Object}
 * @param taker calls all accessors: {@code (Object)Object[]}
 * @param copier copies the components
 */
record RecordShape(Class<?> type, MethodHandle maker, MethodHandle taker, ArgumentCopier copier) {

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
		return new RecordShape(type, ClassModel.creator(maker), taker, ArgumentCopier.of(genericTypes));
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

	/** Returns the components in a form that a body may keep and change. */
	@Nullable Object[] thawedComponents(Object attributes) {
		@Nullable Object[] values = components(attributes);
		return this.copier.isNone() ? values : this.copier.thawed(values);
	}

	/**
	 * Returns a record whose collections and arrays are not shared, as the event keeps
	 * it.
	 */
	Object frozen(Object attributes) {
		return this.copier.isNone() ? attributes : make(this.copier.frozen(components(attributes)));
	}

	/**
	 * Returns a record that a body may keep, and whose collections and arrays it may
	 * change.
	 */
	Object thawed(Object attributes) {
		return this.copier.isNone() ? attributes : make(thawedComponents(attributes));
	}

	/**
	 * Returns the name of a component whose collection or array the record shares with
	 * the code that created it, or null if the constructor of the record copies all of
	 * them.
	 */
	@Nullable String shared(Object attributes) {
		@Nullable Object[] given = this.copier.frozen(components(attributes));
		@Nullable Object[] kept = components(make(given));
		for (int i = 0; i < given.length; i++) {
			if (this.copier.isCopied(i) && given[i] != null && given[i] == kept[i]) {
				return this.type.getRecordComponents()[i].getName();
			}
		}
		return null;
	}

}
