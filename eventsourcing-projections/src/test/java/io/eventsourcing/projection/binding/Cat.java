package io.eventsourcing.projection.binding;

import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;

/** An aggregate whose events carry their attributes in all ways. */
class Cat extends Aggregate {

	@Event("Registered")
	Cat(String name) {
	}

	@Event("Fed")
	void feed(String food, int grams) {
	}

	void sleep(UUID place) {
		trigger(new Slept(place, 1.5));
	}

	@Apply
	void on(Slept event) {
	}

	void hide(String reason) {
		trigger(new Hidden(reason));
	}

	@Apply
	void on(Hidden event) {
	}

	sealed interface CatEvent permits Slept, Hidden {

	}

	record Slept(UUID place, double hours) implements CatEvent {
	}

	record Hidden(String reason) implements CatEvent {
	}

}
