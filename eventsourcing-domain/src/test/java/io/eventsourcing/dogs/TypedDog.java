package io.eventsourcing.dogs;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/**
 * Decorated members, attributes in records.
 */
public class TypedDog extends Aggregate {

	public record Registered(String name) {
	}

	public record TrickAdded(String trick) {
	}

	private final String name;

	private final List<String> tricks = new ArrayList<>();

	@Event(type = Registered.class)
	public TypedDog(String name) {
		this.name = name;
	}

	@Event(type = TrickAdded.class)
	public void addTrick(String trick) {
		this.tricks.add(trick);
	}

	public String name() {
		return this.name;
	}

	public List<String> tricks() {
		return List.copyOf(this.tricks);
	}

}
