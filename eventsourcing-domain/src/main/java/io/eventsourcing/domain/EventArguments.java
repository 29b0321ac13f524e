package io.eventsourcing.domain;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event whose decorated method or constructor does not specify a
 * record: the arguments of the call by name, in the order of the parameters. Immutable.
 */
public final class EventArguments {

	private final List<String> names;

	private final @Nullable Object[] values;

	EventArguments(List<String> names, @Nullable Object[] values) {
		this.names = names;
		this.values = values;
	}

	/** The names of the arguments, in order. */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Returns the value of an argument; for an array, a copy.
	 * @throws EventSourcingException if the event has no argument of that name
	 */
	public @Nullable Object get(String name) {
		int index = this.names.indexOf(name);
		if (index < 0) {
			throw new EventSourcingException("The event has no argument '" + name + "', only " + this.names);
		}
		return get(index);
	}

	/**
	 * Returns the value of the argument at a position, starting at 0; for an array, a
	 * copy.
	 */
	public @Nullable Object get(int index) {
		Object value = this.values[index];
		return (value != null && value.getClass().isArray()) ? CollectionCopier.array(value) : value;
	}

	/** Returns the arguments by name, in order, as an unmodifiable map. */
	public Map<String, @Nullable Object> asMap() {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < this.values.length; i++) {
			map.put(this.names.get(i), get(i));
		}
		return Collections.unmodifiableMap(map);
	}

	@Nullable Object[] values() {
		return this.values;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EventArguments that && this.names.equals(that.names)
				&& Arrays.deepEquals(this.values, that.values);
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(this.values);
	}

	@Override
	public String toString() {
		return AttributesText.of(this);
	}

}
