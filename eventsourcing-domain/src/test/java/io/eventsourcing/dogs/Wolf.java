package io.eventsourcing.dogs;

import io.eventsourcing.domain.Event;

/**
 * Inherits a decorated method through a bridge.
 */
public class Wolf extends Animal {

	@Event
	public Wolf() {
	}

}
