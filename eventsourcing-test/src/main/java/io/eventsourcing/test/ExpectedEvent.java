package io.eventsourcing.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.test.support.Attributes;
import io.eventsourcing.test.support.EventText;
import io.eventsourcing.test.support.StateComparison;
import org.jspecify.annotations.Nullable;

/**
 * An event that a test expects: its name, and all, some or none of its attributes. The id
 * of the aggregate, the version and the time do not matter. Immutable.
 * <p>
 * Numbers are compared as they would be passed to a method: {@code event("Paid", 5)}
 * matches an attribute of type {@code long} or {@code double} as well.
 */
public final class ExpectedEvent {

	private final @Nullable String name;

	private final @Nullable Record record;

	private final @Nullable List<@Nullable Object> values;

	private final Map<String, @Nullable Object> named;

	private ExpectedEvent(@Nullable String name, @Nullable Record record, @Nullable List<@Nullable Object> values,
			Map<String, @Nullable Object> named) {
		this.name = name;
		this.record = record;
		this.values = values;
		this.named = named;
	}

	/**
	 * Expects an event by its name, whatever its attributes.
	 * @param name the name of the event, such as {@code TrickAdded}, or its full name,
	 * such as {@code Dog.TrickAdded}
	 */
	public static ExpectedEvent event(String name) {
		return new ExpectedEvent(Objects.requireNonNull(name, "name"), null, null, Map.of());
	}

	/**
	 * Expects an event by its name and all of its attributes.
	 * @param name the name of the event, such as {@code TrickAdded}, or its full name,
	 * such as {@code Dog.TrickAdded}
	 * @param first the value of the first attribute
	 * @param others the values of the other attributes, in the order of the parameters or
	 * of the components of the record
	 */
	public static ExpectedEvent event(String name, @Nullable Object first, @Nullable Object... others) {
		List<@Nullable Object> values = new ArrayList<>();
		values.add(first);
		values.addAll(Arrays.asList(others));
		return new ExpectedEvent(Objects.requireNonNull(name, "name"), null, values, Map.of());
	}

	/**
	 * Expects an attribute in addition; those that are not named do not matter.
	 * @throws IllegalStateException if all attributes were already expected by their
	 * positions
	 */
	public ExpectedEvent with(String attribute, @Nullable Object value) {
		if (this.values != null) {
			throw new IllegalStateException(
					"The values of all attributes of the event %s are already given. Expect them either by position or by name."
						.formatted(this.name));
		}
		Map<String, @Nullable Object> more = new LinkedHashMap<>(this.named);
		more.put(Objects.requireNonNull(attribute, "attribute"), value);
		return new ExpectedEvent(this.name, this.record, null, more);
	}

	/** Returns what one of the arguments of {@code then} stands for. */
	static ExpectedEvent of(Object expected) {
		if (expected instanceof ExpectedEvent event) {
			return event;
		}
		if (expected instanceof String name) {
			return event(name);
		}
		if (expected instanceof Record record) {
			return new ExpectedEvent(null, record, null, Map.of());
		}
		throw new IllegalArgumentException(
				"Expect an event by its name, by its record, or by event(name, values..), not by %s"
					.formatted((expected != null) ? "an object of " + expected.getClass() : "null"));
	}

	boolean matches(DomainEvent event) {
		if (this.record != null) {
			return this.record.getClass() == event.payload().getClass()
					&& StateComparison.equal(this.record, event.payload());
		}
		Map<String, @Nullable Object> attributes = Attributes.of(event);
		return isName(event) && (this.values == null || areEqual(this.values, attributes))
				&& this.named.entrySet()
					.stream()
					.allMatch((entry) -> attributes.containsKey(entry.getKey())
							&& StateComparison.equal(entry.getValue(), attributes.get(entry.getKey())));
	}

	private boolean isName(DomainEvent event) {
		return event.name().equals(this.name) || Attributes.topic(event.type()).equals(this.name);
	}

	private static boolean areEqual(List<@Nullable Object> values, Map<String, @Nullable Object> attributes) {
		int position = 0;
		if (values.size() != attributes.size()) {
			return false;
		}
		for (Object actual : attributes.values()) {
			if (!StateComparison.equal(values.get(position++), actual)) {
				return false;
			}
		}
		return true;
	}

	/** The name of the event, or null if the event is expected by its record. */
	@Nullable String name() {
		return this.name;
	}

	/** The number of values that are expected by position, or -1. */
	int count() {
		return (this.values != null) ? this.values.size() : -1;
	}

	/** The names of the attributes that are expected by name. */
	List<String> attributes() {
		return List.copyOf(this.named.keySet());
	}

	@Override
	public String toString() {
		if (this.record != null) {
			return this.record.getClass().getSimpleName() + EventText.of(Attributes.of(this.record));
		}
		return this.name + ((this.values != null) ? EventText.of(this.values) : "")
				+ (this.named.isEmpty() ? "" : EventText.of(this.named));
	}

}
