package io.eventsourcing.sample.events;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;

@AggregateName(aliases = "Hound")
public class Dog extends Aggregate {

	@Event(aliases = "Moved")
	public record Relocated(String place) {
	}

	private final List<String> tricks = new ArrayList<>();

	private String place = "";

	@Event("Registered")
	public Dog(String name) {
	}

	@Event(value = "TrickAdded", aliases = "TrickLearned")
	public void addTrick(String trick) {
		this.tricks.add(trick);
	}

	public void relocate(String place) {
		trigger(new Relocated(place));
	}

	@Apply
	private void on(Relocated event) {
		this.place = event.place();
	}

	public List<String> tricks() {
		return List.copyOf(this.tricks);
	}

	public String place() {
		return this.place;
	}

}
