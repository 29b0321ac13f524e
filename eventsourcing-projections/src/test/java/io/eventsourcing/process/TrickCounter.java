package io.eventsourcing.process;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** Counts how often a trick was taught. */
class TrickCounter extends Aggregate {

	private int count;

	@Event("Started")
	TrickCounter(String trick) {
		super(id(trick));
	}

	@Event("Incremented")
	void increment() {
		this.count++;
	}

	int count() {
		return this.count;
	}

	static UUID id(String trick) {
		return UUID.nameUUIDFromBytes(trick.getBytes(StandardCharsets.UTF_8));
	}

}
