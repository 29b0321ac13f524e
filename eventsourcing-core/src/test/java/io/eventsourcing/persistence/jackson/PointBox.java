package io.eventsourcing.persistence.jackson;

import io.eventsourcing.domain.Event;

/** A box of points. */
class PointBox extends Box<Survey.Point> {

	@Event("Made")
	PointBox() {
	}

}
