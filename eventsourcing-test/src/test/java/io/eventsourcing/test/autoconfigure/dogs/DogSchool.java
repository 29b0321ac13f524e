package io.eventsourcing.test.autoconfigure.dogs;

import java.util.UUID;

import io.eventsourcing.application.Application;

import org.springframework.stereotype.Service;

@Service
public class DogSchool extends Application {

	public UUID registerDog(String name) {
		Dog dog = new Dog(name);
		save(dog);
		return dog.id();
	}

	public void addTrick(UUID dogId, String trick) {
		change(Dog.class, dogId, (dog) -> dog.addTrick(trick));
	}

	public Dog getDog(UUID dogId) {
		return repository().get(Dog.class, dogId);
	}

}
