package io.eventsourcing.persistence.jackson.type;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The classes that the values of a sealed type can have. */
public final class SealedTypes {

	private SealedTypes() {
	}

	/**
	 * Returns whether the type is sealed and its values are stored with their class. An
	 * enum whose constants have bodies is sealed as well, but all its values are
	 * constants of one class. Types of the JDK have serializers of their own, and newer
	 * versions of the JDK seal some of them, such as {@code ZoneId}.
	 */
	public static boolean isSealed(Class<?> type) {
		return type.isSealed() && !type.isEnum() && !type.getName().startsWith("java.");
	}

	/** Returns whether the type may have subclasses that are not known. */
	public static boolean isOpen(Class<?> type) {
		return !type.isSealed() && !type.isEnum() && !Modifier.isFinal(type.getModifiers());
	}

	/**
	 * Returns the classes that a value can have, and open types, whose subclasses are not
	 * known. For a type that is not sealed, the set is empty.
	 */
	public static Set<Class<?>> classes(Class<?> type) {
		Set<Class<?>> classes = new LinkedHashSet<>();
		List<Class<?>> remaining = new ArrayList<>(isSealed(type) ? List.of(type) : List.of());
		while (!remaining.isEmpty()) {
			Class<?> next = remaining.remove(remaining.size() - 1);
			if (isSealed(next)) {
				remaining.addAll(List.of(next.getPermittedSubclasses()));
			}
			if (!isSealed(next) || !Modifier.isAbstract(next.getModifiers())) {
				classes.add(next);
			}
		}
		return classes;
	}

}
