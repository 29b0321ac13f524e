package io.eventsourcing.application;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.dogs.Dog;

/** The application of the tutorial. */
class DogSchool extends Application {

	record DogDetails(String name, List<String> tricks) {
	}

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
		Dog dog = repository().get(Dog.class, dogId);
		dog.addTrick(trick);
		save(dog);
	}

	DogDetails getDog(UUID dogId) {
		Dog dog = repository().get(Dog.class, dogId);
		return new DogDetails(dog.name(), dog.tricks());
	}

}
