package io.eventsourcing.sample.testing;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;

public class Course extends Aggregate {

	public record Enrolled(String dog) {
	}

	private final int places;

	private final Set<String> dogs = new LinkedHashSet<>();

	private Instant lastEnrolment = Instant.EPOCH;

	@Event("Planned")
	public Course(String title, int places) {
		this.places = places;
	}

	public void enrol(String dog) {
		if (this.dogs.size() == this.places) {
			throw new IllegalStateException("The course is full");
		}
		if (!this.dogs.contains(dog)) {
			trigger(new Enrolled(dog));
		}
	}

	@Apply
	private void on(Enrolled event) {
		this.dogs.add(event.dog());
		this.lastEnrolment = eventTime();
	}

	public Instant lastEnrolment() {
		return this.lastEnrolment;
	}

}
