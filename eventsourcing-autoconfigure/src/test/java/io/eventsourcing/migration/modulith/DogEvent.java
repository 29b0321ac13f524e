package io.eventsourcing.migration.modulith;

/** What happens to a dog. */
public sealed interface DogEvent {

	record Registered(String name) implements DogEvent {
	}

	record TrickAdded(String trick) implements DogEvent {
	}

}
