package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;

/** An aggregate whose events have changed three times. */
public class ChangedDog extends Aggregate {

	private final List<String> tricks = new ArrayList<>();

	@Event("Registered")
	public ChangedDog(String name) {
	}

	@Event("TrickAdded")
	public void addTrick(String trick, int difficulty, String teacher) {
		this.tricks.add(trick);
	}

	@Upcast(event = "TrickAdded", from = 1)
	static void renameTitle(EventData event) {
		event.rename("title", "trick");
	}

	@Upcast(event = "TrickAdded", from = 2)
	static void renameLevel(EventData event) {
		event.rename("level", "difficulty");
	}

	@Upcast(event = "TrickAdded", from = 3)
	static void addTeacher(EventData event) {
		event.setDefault("teacher", Samples.TEACHER);
	}

	public int tricks() {
		return this.tricks.size();
	}

}
