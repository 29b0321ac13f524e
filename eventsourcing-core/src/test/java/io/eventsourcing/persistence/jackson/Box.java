package io.eventsourcing.persistence.jackson;

import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** What is in it only its subclasses know. */
abstract class Box<T> extends Aggregate {

	@Event("Filled")
	void fill(T first, List<T> others) {
	}

}
