package io.eventsourcing.persistence;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.Topic;

/** Aggregates with names that are not those of their classes. */
final class Cats {

	private Cats() {
	}

	@Topic("Feline")
	static class Cat extends Aggregate {

		@Event("Adopted")
		Cat() {
		}

	}

	/** Does not inherit the name. */
	static class Kitten extends Cat {

		@Event("Born")
		Kitten() {
		}

	}

	@Topic(" ")
	static class Blank extends Aggregate {

		@Event("Made")
		Blank() {
		}

	}

	@Topic("Dog")
	static class CatNamedDog extends Aggregate {

		@Event("Made")
		CatNamedDog() {
		}

	}

}
