package io.eventsourcing.upcasting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event as they were stored, for upcasting: a mutable map from names
 * to values. A value is a string, a {@link BigDecimal} or another number, a boolean,
 * null, an {@code EventData}, or a list of such values. Not thread-safe.
 * <p>
 * The exceptions of this class name attributes, but do not quote values, which may be
 * personal data.
 */
public final class EventData {

	private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

	/** Returns whether the attribute is present, even if it is null. */
	public boolean has(String name) {
		return this.values.containsKey(name);
	}

	/** Returns the names of the attributes, in the order in which they were stored. */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.values.keySet());
	}

	/** Returns a value of any type; null if the attribute is null or absent. */
	public @Nullable Object get(String name) {
		return this.values.get(name);
	}

	/**
	 * Returns a string; null if the attribute is null or absent.
	 * @throws AttributeException if the attribute is something else
	 */
	public @Nullable String text(String name) {
		return value(name, String.class, "a string");
	}

	/**
	 * Returns a number with its exact value; null if the attribute is null or absent.
	 * @throws AttributeException if the attribute is something else
	 */
	public @Nullable BigDecimal number(String name) {
		Number number = value(name, Number.class, "a number");
		if (number == null || number instanceof BigDecimal) {
			return (BigDecimal) number;
		}
		return (number instanceof BigInteger integer) ? new BigDecimal(integer) : new BigDecimal(number.toString());
	}

	/**
	 * Returns a boolean; null if the attribute is null or absent.
	 * @throws AttributeException if the attribute is something else
	 */
	public @Nullable Boolean flag(String name) {
		return value(name, Boolean.class, "a boolean");
	}

	/**
	 * Returns the attributes of an object, such as a record. Changes to them change this
	 * event.
	 * @return null if the attribute is null or absent
	 * @throws AttributeException if the attribute is something else
	 */
	public @Nullable EventData object(String name) {
		return value(name, EventData.class, "an object");
	}

	/**
	 * Returns the elements of an array of objects. Changes to the objects change this
	 * event.
	 * @return an unmodifiable list, which is empty if the attribute is null or absent
	 * @throws AttributeException if the attribute, or one of its elements, is something
	 * else
	 */
	public List<EventData> objects(String name) {
		return elements(name, EventData.class, "an array of objects");
	}

	/**
	 * Returns the elements of an array of strings.
	 * @return an unmodifiable list, which is empty if the attribute is null or absent
	 * @throws AttributeException if the attribute, or one of its elements, is something
	 * else
	 */
	public List<String> texts(String name) {
		return elements(name, String.class, "an array of strings");
	}

	/**
	 * Sets an attribute. An attribute that is already present keeps its place.
	 * @param name the name of the attribute
	 * @param value a string, a number, a boolean, null, an {@code EventData}, or a list
	 * of such values, which is copied
	 * @return this object
	 * @throws AttributeException if the value is something else
	 */
	public EventData set(String name, @Nullable Object value) {
		if (value == this) {
			throw new AttributeException("The attribute '%s' cannot contain the whole event".formatted(name));
		}
		this.values.put(Objects.requireNonNull(name, "name"), storable(name, value));
		return this;
	}

	/** Sets an attribute, like {@link #set}, but only if it is null or absent. */
	public EventData setDefault(String name, Object value) {
		return (this.values.get(name) == null) ? set(name, Objects.requireNonNull(value, "value")) : this;
	}

	/**
	 * Renames an attribute. This has no effect if the attribute is absent.
	 * @return this object
	 * @throws AttributeException if an attribute of the new name is already present
	 */
	public EventData rename(String from, String to) {
		if (!has(from)) {
			return this;
		}
		if (has(to)) {
			throw new AttributeException(
					"The attribute '%s' cannot be renamed to '%s', which is present as well".formatted(from, to));
		}
		this.values.put(to, this.values.remove(from));
		return this;
	}

	/** Removes an attribute. This has no effect if the attribute is absent. */
	public EventData remove(String name) {
		this.values.remove(name);
		return this;
	}

	/**
	 * Returns a copy that contains only those of the given attributes that are present.
	 */
	public EventData pick(String... names) {
		EventData picked = new EventData();
		for (String name : names) {
			if (has(name)) {
				picked.values.put(name, copy(this.values.get(name)));
			}
		}
		return picked;
	}

	/** Returns an independent copy of all attributes. */
	public EventData copy() {
		EventData copied = new EventData();
		this.values.forEach((name, value) -> copied.values.put(name, copy(value)));
		return copied;
	}

	/** Passes each attribute to the consumer, in order. */
	public void forEach(BiConsumer<? super String, ? super @Nullable Object> consumer) {
		this.values.forEach(consumer);
	}

	private <T> @Nullable T value(String name, Class<T> type, String expected) {
		Object value = this.values.get(name);
		if (value != null && !type.isInstance(value)) {
			throw unexpected(name, expected, value);
		}
		return type.cast(value);
	}

	private <T> List<T> elements(String name, Class<T> type, String expected) {
		List<?> list = value(name, List.class, expected);
		if (list == null) {
			return List.of();
		}
		List<T> elements = new ArrayList<>(list.size());
		for (Object element : list) {
			if (!type.isInstance(element)) {
				throw new AttributeException(
						"The attribute '%s' is not %s: it contains %s".formatted(name, expected, describe(element)));
			}
			elements.add(type.cast(element));
		}
		return Collections.unmodifiableList(elements);
	}

	private static AttributeException unexpected(String name, String expected, Object value) {
		return new AttributeException("The attribute '%s' is %s, not %s".formatted(name, describe(value), expected));
	}

	private static String describe(@Nullable Object value) {
		if (value instanceof String) {
			return "a string";
		}
		if (value instanceof Number) {
			return "a number";
		}
		if (value instanceof Boolean) {
			return "a boolean";
		}
		return (value == null) ? "null" : (value instanceof List) ? "an array" : "an object";
	}

	private static @Nullable Object storable(String name, @Nullable Object value) {
		if (value instanceof List<?> list) {
			List<@Nullable Object> elements = new ArrayList<>(list.size());
			list.forEach((element) -> elements.add(storable(name, element)));
			return Collections.unmodifiableList(elements);
		}
		if (value == null || value instanceof String || value instanceof Boolean || value instanceof EventData
				|| value instanceof Number) {
			return value;
		}
		throw new AttributeException(
				"The attribute '%s' cannot be set to an object of %s: use a string, a number, a boolean, null, EventData, or a list of these"
					.formatted(name, value.getClass().getName()));
	}

	private static @Nullable Object copy(@Nullable Object value) {
		if (value instanceof EventData data) {
			return data.copy();
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> elements = new ArrayList<>(list.size());
			list.forEach((element) -> elements.add(copy(element)));
			return Collections.unmodifiableList(elements);
		}
		return value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EventData that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	/** Returns the names of the attributes, without their values. */
	@Override
	public String toString() {
		return "EventData" + this.values.keySet();
	}

}
