package io.eventsourcing.sample.dogschool;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.recorder.EventRange;

import org.springframework.stereotype.Service;

/**
 * Provides earlier versions of dogs, and the events that led to them.
 */
@Service
class DogHistory {

	private final Repository repository;

	private final EventStore eventStore;

	DogHistory(Repository repository, EventStore eventStore) {
		this.repository = repository;
		this.eventStore = eventStore;
	}

	DogDetails getDog(UUID dogId, long version) {
		Dog dog = this.repository.get(Dog.class, dogId, version);
		return new DogDetails(dog.name(), dog.tricks());
	}

	/** Returns the events of a dog after a version, in order. */
	List<DogEvent> events(UUID dogId, long after, int limit) {
		// Every dog has a first version, so this rejects dogs that do not exist
		this.repository.get(Dog.class, dogId, 1);
		List<DogEvent> events = new ArrayList<>();
		EventRange range = EventRange.all().after(after).limit(limit);
		this.eventStore.read(dogId, range, (event) -> events.add(DogEvent.of(event)));
		return events;
	}

}
