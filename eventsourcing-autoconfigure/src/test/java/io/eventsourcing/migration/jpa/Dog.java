package io.eventsourcing.migration.jpa;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** A dog that was a row. */
public class Dog extends Aggregate {

	private final String name;

	private final List<String> tricks = new ArrayList<>();

	@Event("Registered")
	public Dog(String name) {
		this.name = name;
	}

	@Event("TrickAdded")
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
