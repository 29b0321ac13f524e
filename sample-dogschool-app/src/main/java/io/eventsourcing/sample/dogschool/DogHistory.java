package io.eventsourcing.sample.dogschool;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Application;
import io.eventsourcing.persistence.recorder.EventRange;

import org.springframework.stereotype.Service;

/**
 * The dogs as they were, and what made them so.
 */
@Service
class DogHistory extends Application {

	DogDetails getDog(UUID dogId, long version) {
		Dog dog = repository().get(Dog.class, dogId, version);
		return new DogDetails(dog.name(), dog.tricks());
	}

	/** The events of a dog after a version, in order. */
	List<DogEvent> events(UUID dogId, long after, int limit) {
		// Every dog has a first version, so this refuses the dogs that do not exist
		repository().get(Dog.class, dogId, 1);
		List<DogEvent> events = new ArrayList<>();
		eventStore().read(dogId, EventRange.all().after(after).limit(limit), (event) -> events.add(DogEvent.of(event)));
		return events;
	}

}
