package io.eventsourcing.test.support;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateState;
import io.eventsourcing.domain.Internal;
import org.assertj.core.api.recursive.comparison.ComparingFields;
import org.assertj.core.api.recursive.comparison.ComparisonDifference;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonDifferenceCalculator;
import org.jspecify.annotations.Nullable;

/**
 * Compares objects field by field, also those without an {@code equals} method, and also
 * those whose {@code equals} method compares less than all fields, such as the entities
 * inside an aggregate. Transient fields are not compared.
 */
@Internal
public final class StateComparison {

	private StateComparison() {
	}

	/** Returns whether a value is the expected one. */
	public static boolean equal(@Nullable Object expected, @Nullable Object actual) {
		return Objects.deepEquals(expected, actual) || areEqualNumbers(expected, actual) || (expected != null
				&& actual != null && !isValue(actual) && differences(expected, actual, true).isEmpty());
	}

	/** Values of the JDK without parts are compared by their equals methods only. */
	private static boolean isValue(Object object) {
		return object instanceof CharSequence || object instanceof Number || object instanceof Comparable;
	}

	/** Widens the expected number as a method call would. */
	private static boolean areEqualNumbers(@Nullable Object expected, @Nullable Object actual) {
		if (!(expected instanceof Number one) || !(actual instanceof Number other)) {
			return false;
		}
		if (isIntegral(one) && isIntegral(other)) {
			return one.longValue() == other.longValue();
		}
		return (isIntegral(one) || one instanceof Float) && (other instanceof Double || other instanceof Float)
				&& Double.compare(one.doubleValue(), other.doubleValue()) == 0;
	}

	private static boolean isIntegral(Number value) {
		return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
	}

	/**
	 * Describes the differences between two objects of an aggregate, one a line.
	 * <p>
	 * Objects that differ only in their classes are equal to the recursive comparison, so
	 * the fields that are not equal by their {@code equals} methods are compared again,
	 * with their classes.
	 */
	public static List<String> differences(Aggregate actual, Aggregate expected) {
		List<String> differences = new ArrayList<>();
		Set<String> found = differences(actual, expected, false).stream()
			.peek((each) -> differences.add(describe(each.getConcatenatedPath(), each.getActual(), each.getExpected())))
			.map((each) -> each.getDecomposedPath().get(0))
			.collect(Collectors.toSet());
		for (String name : AggregateState.differences(actual, expected)) {
			if (!found.contains(name)) {
				add(name, actual, expected, differences);
			}
		}
		return differences;
	}

	private static void add(String name, Aggregate actual, Aggregate expected, List<String> differences) {
		Object one = value(name, actual);
		Object other = value(name, expected);
		if (one == null || other == null || !differences(one, other, true).isEmpty()) {
			differences.add(describe(name, one, other));
		}
	}

	private static @Nullable Object value(String name, Aggregate aggregate) {
		return switch (name) {
			case "version" -> aggregate.version();
			case "createdOn" -> aggregate.createdOn();
			case "modifiedOn" -> aggregate.modifiedOn();
			default -> PersistentFields.INSTANCE.getChildNodeValue(name, aggregate);
		};
	}

	private static String describe(String path, @Nullable Object actual, @Nullable Object expected) {
		return "%s is %s, but %s after replay".formatted(path, EventText.INSTANCE.toStringOf(actual),
				EventText.INSTANCE.toStringOf(expected));
	}

	private static List<ComparisonDifference> differences(Object actual, Object expected, boolean sameClasses) {
		RecursiveComparisonConfiguration configuration = RecursiveComparisonConfiguration.builder()
			.withIntrospectionStrategy(PersistentFields.INSTANCE)
			.withStrictTypeChecking(sameClasses)
			.withEqualsForType((one, other) -> one.compareTo(other) == 0, StringBuilder.class)
			.build();
		return new RecursiveComparisonDifferenceCalculator().determineDifferences(actual, expected, configuration);
	}

	/**
	 * Leaves out transient fields, and those behind {@code by lazy} properties of Kotlin.
	 */
	private static final class PersistentFields extends ComparingFields {

		static final PersistentFields INSTANCE = new PersistentFields();

		@Override
		public Set<String> getChildrenNodeNamesOf(Object node) {
			return super.getChildrenNodeNamesOf(node).stream()
				.filter((name) -> !isTransient(node.getClass(), name))
				.collect(Collectors.toSet());
		}

		private static boolean isTransient(Class<?> type, String name) {
			for (Class<?> each = type; each != null; each = each.getSuperclass()) {
				for (Field field : each.getDeclaredFields()) {
					if (field.getName().equals(name)) {
						return Modifier.isTransient(field.getModifiers())
								|| field.getType().getName().equals("kotlin.Lazy");
					}
				}
			}
			return false;
		}

	}

}
