package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The fields that make up the state of an aggregate: those of its class and of its
 * superclasses below {@link Aggregate} that are neither static nor transient, except
 * those of Kotlin that are computed when they are first read.
 */
final class StateFields {

	private record StateField(String name, MethodHandle getter) {

		@Nullable Object of(Aggregate aggregate) {
			try {
				return this.getter.invokeExact(aggregate);
			}
			catch (Throwable ex) {
				throw new IllegalStateException("The field " + this.name + " cannot be read", ex);
			}
		}

	}

	/** The type of the field behind a property of Kotlin with {@code by lazy}. */
	private static final String KOTLIN_LAZY = "kotlin.Lazy";

	private final List<StateField> fields;

	private StateFields(List<StateField> fields) {
		this.fields = fields;
	}

	static StateFields none() {
		return new StateFields(List.of());
	}

	/** Returns these fields together with those of a subclass. */
	StateFields with(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
		List<StateField> all = new ArrayList<>(this.fields);
		for (Field field : type.getDeclaredFields()) {
			if (isState(field)) {
				all.add(new StateField(field.getName(), lookup.unreflectGetter(field).asType(ClassModel.GETTER)));
			}
		}
		return new StateFields(all);
	}

	private static boolean isState(Field field) {
		return (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0 && !field.isSynthetic()
				&& !KOTLIN_LAZY.equals(field.getType().getName());
	}

	/** Returns the names of the fields in which two aggregates differ. */
	List<String> differences(Aggregate one, Aggregate other) {
		return this.fields.stream()
			.filter((field) -> !Objects.deepEquals(field.of(one), field.of(other)))
			.map(StateField::name)
			.toList();
	}

	boolean equal(Aggregate one, Aggregate other) {
		for (StateField field : this.fields) {
			if (!Objects.deepEquals(field.of(one), field.of(other))) {
				return false;
			}
		}
		return true;
	}

	/** Returns the fields with their values, for display. */
	List<String> describe(Aggregate aggregate) {
		return this.fields.stream().map((field) -> field.name() + "=" + text(field.of(aggregate))).toList();
	}

	private static String text(@Nullable Object value) {
		String text = Arrays.deepToString(new @Nullable Object[] { value });
		return text.substring(1, text.length() - 1);
	}

}
