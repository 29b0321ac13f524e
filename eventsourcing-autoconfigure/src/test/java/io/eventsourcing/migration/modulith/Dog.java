package io.eventsourcing.migration.modulith;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** A dog whose events are records. */
public class Dog extends Aggregate {

	private final String name;

	private final List<String> tricks = new ArrayList<>();

	@Event(type = DogEvent.Registered.class)
	public Dog(String name) {
		this.name = name;
	}

	@Event(type = DogEvent.TrickAdded.class)
	public void addTrick(String trick) {
		this.tricks.add(trick);
	}

	public String name() {
		return this.name;
	}

}
