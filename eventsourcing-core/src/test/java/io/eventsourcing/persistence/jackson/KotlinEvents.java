package io.eventsourcing.persistence.jackson;

import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** Has events with attributes of classes in Kotlin. */
class KotlinEvents extends Aggregate {

	@Event("Begun")
	KotlinEvents() {
	}

	@Event("Moved")
	void move(KotlinAddress address) {
	}

	@Event("Met")
	void meet(List<KotlinPerson> people) {
	}

	@Event("Wrapped")
	void wrap(KotlinSingle single, KotlinSecret secret) {
	}

	@Event("Paid")
	void pay(KotlinPayment payment) {
	}

}
