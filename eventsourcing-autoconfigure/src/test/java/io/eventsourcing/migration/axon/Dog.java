package io.eventsourcing.migration.axon;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;

/** A dog that was registered with Axon. */
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

	@Upcast(event = "TrickAdded", from = 1)
	static void renameTrick(EventData event) {
		event.rename("trickName", "trick");
	}

	public String name() {
		return this.name;
	}

	public List<String> tricks() {
		return List.copyOf(this.tricks);
	}

}
