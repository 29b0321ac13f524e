package io.eventsourcing.migration.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

/** The row of a dog. */
@Entity
@Table(name = "dog")
public class DogEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private UUID aggregateId;

	private String name;

	private Instant registeredAt;

	@OneToMany(mappedBy = "dog", cascade = CascadeType.ALL)
	@OrderBy("id")
	private List<TrickEntity> tricks = new ArrayList<>();

	protected DogEntity() {
	}

	DogEntity(UUID aggregateId, String name, Instant registeredAt) {
		this.aggregateId = aggregateId;
		this.name = name;
		this.registeredAt = registeredAt;
	}

	void addTrick(String trick, Instant time) {
		this.tricks.add(new TrickEntity(this, trick, time));
	}

	Long getId() {
		return this.id;
	}

	UUID getAggregateId() {
		return this.aggregateId;
	}

}
