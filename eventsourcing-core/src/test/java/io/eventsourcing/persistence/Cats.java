package io.eventsourcing.persistence;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Event;

/** Aggregates with names that are not those of their classes. */
final class Cats {

	private Cats() {
	}

	@AggregateName("Feline")
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

	@AggregateName(" ")
	static class Blank extends Aggregate {

		@Event("Made")
		Blank() {
		}

	}

	@AggregateName("Dog")
	static class CatNamedDog extends Aggregate {

		@Event("Made")
		CatNamedDog() {
		}

	}

}
