package io.eventsourcing.kennels;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** Has the simple name of another aggregate. */
public class Dog extends Aggregate {

	@Event("Boarded")
	public Dog() {
	}

}
