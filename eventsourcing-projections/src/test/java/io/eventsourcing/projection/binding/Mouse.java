package io.eventsourcing.projection.binding;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;

/** An aggregate whose event has an attribute that cannot be read. */
class Mouse extends Aggregate {

	@Event("Born")
	Mouse() {
	}

	void flee() {
		trigger(new Fled("wall"));
	}

	@Apply
	void on(Fled event) {
	}

	record Fled(String hole) {

		@Override
		public String hole() {
			throw new IllegalStateException("no hole");
		}

	}

}
