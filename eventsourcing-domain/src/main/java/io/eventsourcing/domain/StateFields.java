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
 * The fields that are the state of an aggregate: those of its class and superclasses
 * below {@link Aggregate} that are neither static nor transient.
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

	private final List<StateField> fields;

	private StateFields(List<StateField> fields) {
		this.fields = fields;
	}

	static StateFields none() {
		return new StateFields(List.of());
	}

	/** The fields of the class, after those of its superclass. */
	StateFields with(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
		List<StateField> all = new ArrayList<>(this.fields);
		for (Field field : type.getDeclaredFields()) {
			if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0 && !field.isSynthetic()) {
				all.add(new StateField(field.getName(), lookup.unreflectGetter(field).asType(ClassModel.GETTER)));
			}
		}
		return new StateFields(all);
	}

	/** The names of the fields with different values. */
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

	String describe(Aggregate aggregate) {
		StringBuilder text = new StringBuilder();
		for (StateField field : this.fields) {
			String value = Arrays.deepToString(new @Nullable Object[] { field.of(aggregate) });
			text.append(", ").append(field.name()).append('=').append(value, 1, value.length() - 1);
		}
		return text.toString();
	}

}
