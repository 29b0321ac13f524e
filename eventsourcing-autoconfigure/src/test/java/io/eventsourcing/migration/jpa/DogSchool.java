package io.eventsourcing.migration.jpa;

import io.eventsourcing.application.Repository;
import jakarta.persistence.EntityManager;

import org.springframework.transaction.annotation.Transactional;

/** Writes rows and events. */
public class DogSchool {

	private final EntityManager entities;

	private final Repository repository;

	DogSchool(EntityManager entities, Repository repository) {
		this.entities = entities;
		this.repository = repository;
	}

	@Transactional
	public long registerDog(String name) {
		Dog dog = new Dog(name);
		DogEntity row = new DogEntity(dog.id(), dog.name(), dog.createdOn());
		this.entities.persist(row);
		this.repository.save(dog);
		return row.getId();
	}

	@Transactional
	public void addTrick(long key, String trick) {
		DogEntity row = this.entities.find(DogEntity.class, key);
		Dog dog = this.repository.change(Dog.class, row.getAggregateId(), (each) -> each.addTrick(trick));
		row.addTrick(trick, dog.modifiedOn());
	}

}
