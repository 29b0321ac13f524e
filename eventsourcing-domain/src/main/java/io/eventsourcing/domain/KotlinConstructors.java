package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Recognizes the constructors that the Kotlin compiler generates, by the names of their
 * parameters' types. The last parameter of those that are synthetic has a type of its
 * own.
 */
@Internal
public final class KotlinConstructors {

	private static final String MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

	private KotlinConstructors() {
	}

	/**
	 * Returns whether a synthetic constructor stands for another one, which is private
	 * because the type of a parameter is a value class, and whose annotations it has.
	 * @param synthetic the types of the synthetic constructor
	 * @param constructor the types of the other one
	 */
	public static boolean isAccessor(List<String> synthetic, List<String> constructor) {
		return synthetic.equals(withMarker(constructor, 0));
	}

	/**
	 * Returns whether a synthetic constructor calls another one with default arguments,
	 * for which it has one bit per parameter.
	 * @param synthetic the types of the synthetic constructor
	 * @param constructor the types of the other one
	 */
	public static boolean addsDefaults(List<String> synthetic, List<String> constructor) {
		return synthetic.equals(withMarker(constructor, (constructor.size() + Integer.SIZE - 1) / Integer.SIZE));
	}

	private static List<String> withMarker(List<String> types, int masks) {
		List<String> all = new ArrayList<>(types);
		all.addAll(Collections.nCopies(masks, "int"));
		all.add(MARKER);
		return all;
	}

}
