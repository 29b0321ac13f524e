package io.eventsourcing.projection.runner;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** The aggregate of the tutorial, reduced to its events. */
class Dog extends Aggregate {

	@Event("Registered")
	Dog(String name) {
	}

	@Event("TrickAdded")
	void addTrick(String trick) {
	}

	@Event("Renamed")
	void rename(String name) {
	}

}
