package ${package};

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

	public DogDetails getDog(UUID dogId) {
		Dog dog = repository().get(Dog.class, dogId);
		return new DogDetails(dog.name(), dog.tricks());
	}

}
