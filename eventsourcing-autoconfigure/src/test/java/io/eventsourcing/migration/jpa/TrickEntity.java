package io.eventsourcing.migration.jpa;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** The row of a trick. */
@Entity
@Table(name = "trick")
public class TrickEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@ManyToOne
	private DogEntity dog;

	private String name;

	private Instant learnedAt;

	protected TrickEntity() {
	}

	TrickEntity(DogEntity dog, String name, Instant learnedAt) {
		this.dog = dog;
		this.name = name;
		this.learnedAt = learnedAt;
	}

}
