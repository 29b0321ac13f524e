package io.eventsourcing.test;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** An aggregate whose event cannot be replayed after a while. */
class FailsLater extends Aggregate {

	static boolean failing;

	@Event("Created")
	FailsLater() {
		if (failing) {
			throw new IllegalStateException("now");
		}
	}

}
