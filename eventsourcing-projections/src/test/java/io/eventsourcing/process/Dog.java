package io.eventsourcing.process;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

class Dog extends Aggregate {

	@Event("Registered")
	Dog(String name) {
	}

	@Event(value = "TrickAdded", aliases = "TrickLearned")
	void addTrick(String trick) {
	}

}
