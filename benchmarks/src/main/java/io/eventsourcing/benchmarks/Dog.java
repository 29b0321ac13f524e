package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** The measured aggregate, in the decorated style. */
public class Dog extends Aggregate {

	private final String name;

	private final List<String> tricks = new ArrayList<>();

	@Event("Registered")
	public Dog(String name) {
		this.name = name;
	}

	@Event("TrickAdded")
	public void addTrick(String trick, int difficulty, String teacher) {
		this.tricks.add(trick);
	}

	public String name() {
		return this.name;
	}

	public int tricks() {
		return this.tricks.size();
	}

}
