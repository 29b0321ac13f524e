package io.eventsourcing.sample.dogschool.tutorial;

import java.util.UUID;

import io.eventsourcing.application.Application;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.sample.dogschool.DogDetails;

/** The application as the tutorial shows it first. */
public class DogSchool extends Application {

	public UUID registerDog(String name) {
		Dog dog = new Dog(name);
		save(dog);
		return dog.id();
	}

	public void addTrick(UUID dogId, String trick) {
		Dog dog = repository().get(Dog.class, dogId);
		dog.addTrick(trick);
		save(dog);
	}

	public DogDetails getDog(UUID dogId) {
		Dog dog = repository().get(Dog.class, dogId);
		return new DogDetails(dog.name(), dog.tricks());
	}

}
