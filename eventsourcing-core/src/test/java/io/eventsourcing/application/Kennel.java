package io.eventsourcing.application;

import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** Its id follows from its town. */
class Kennel extends Aggregate {

	private int dogs;

	@Event("Opened")
	Kennel(UUID id, String town) {
		super(id);
	}

	@Event("DogMovedIn")
	void moveIn(UUID dogId) {
		this.dogs++;
	}

	int dogs() {
		return this.dogs;
	}

}
