package io.eventsourcing.test;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;

/** The aggregate of most scenarios, with events of all styles. */
@AggregateName(aliases = "Hound")
class Dog extends Aggregate {

	record Renamed(String name) {
	}

	private final List<String> tricks = new ArrayList<>();

	private String name;

	private double weight;

	private int wags;

	@Event("Registered")
	Dog(String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("A dog has a name");
		}
		this.name = name;
	}

	void teach(String... tricks) {
		for (String trick : tricks) {
			addTrick(trick, 1);
		}
	}

	void addTrick(String trick) {
		if (this.tricks.contains(trick)) {
			throw new IllegalStateException(this.name + " knows " + trick);
		}
		addTrick(trick, 1);
	}

	@Event("TrickAdded")
	void addTrick(String trick, long level) {
		this.tricks.add(trick);
	}

	@Event
	void weighed(double kilograms) {
		this.weight = kilograms;
	}

	void rename(String name) {
		trigger(new Renamed(name));
	}

	@Apply
	private void on(Renamed event) {
		this.name = event.name();
	}

	/** Changes the state outside of an event. */
	void wag() {
		this.wags++;
	}

	@Upcast(event = "TrickAdded", from = 1)
	static void addLevel(EventData event) {
		event.setDefault("level", 1);
	}

	String name() {
		return this.name;
	}

	List<String> tricks() {
		return List.copyOf(this.tricks);
	}

	double weight() {
		return this.weight;
	}

}
