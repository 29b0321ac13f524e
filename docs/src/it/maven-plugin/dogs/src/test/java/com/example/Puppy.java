package com.example;

import io.eventsourcing.domain.Event;

class Puppy extends Dog {

	@Event("Born")
	Puppy() {
		super("Rex");
	}

	@Event
	static void sit() {
	}

}
