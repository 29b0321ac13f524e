package io.eventsourcing.dogs;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/**
 * Not public, so that the compiler gives each public subclass a bridge to the public
 * method, with a copy of the annotation.
 */
abstract class Animal extends Aggregate {

	private int meals;

	@Event
	public void fed(int meals) {
		this.meals += meals;
	}

	public int meals() {
		return this.meals;
	}

}
