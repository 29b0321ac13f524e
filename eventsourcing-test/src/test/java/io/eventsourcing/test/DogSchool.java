package io.eventsourcing.test;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;

/** The application of the scenarios. */
class DogSchool extends Application {

	DogSchool() {
	}

	DogSchool(Infrastructure infrastructure) {
		super(infrastructure);
	}

	UUID registerDog(String name) {
		Dog dog = new Dog(name);
		save(dog);
		return dog.id();
	}

	void addTrick(UUID dogId, String trick) {
		change(Dog.class, dogId, (dog) -> dog.addTrick(trick));
	}

	List<String> tricks(UUID dogId) {
		return repository().get(Dog.class, dogId).tricks();
	}

}
