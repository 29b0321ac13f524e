package io.eventsourcing.application;

import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** Does everything that makes an aggregate differ from what its events make of it. */
class Forgetful extends Aggregate {

	private final Object token;

	private int count;

	private long time;

	private UUID random;

	@Event("Created")
	Forgetful(boolean comparable) {
		this.token = comparable ? "token" : new Object();
	}

	@Event("Counted")
	void count() {
		this.count++;
	}

	void countWithoutEvent() {
		this.count++;
	}

	@Event("Timed")
	void time() {
		this.time = System.nanoTime();
	}

	@Event("Drawn")
	void draw() {
		this.random = UUID.randomUUID();
	}

	@Event("Limited")
	void failIfDrawn(String first) {
		if (this.time != 0 && this.time != Long.parseLong(first)) {
			throw new IllegalStateException("It is another time");
		}
	}

	long timed() {
		return this.time;
	}

}
