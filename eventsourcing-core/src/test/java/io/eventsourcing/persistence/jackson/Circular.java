package io.eventsourcing.persistence.jackson;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** Has an event with a value that can contain itself. */
class Circular extends Aggregate {

	@Event("Begun")
	Circular() {
	}

	@Event("Turned")
	void turn(StoredJsonTest.Circle circle) {
	}

}
