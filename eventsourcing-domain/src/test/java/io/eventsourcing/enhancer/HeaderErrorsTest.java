package io.eventsourcing.enhancer;

import org.junit.jupiter.api.Test;

/**
 * What the build refuses about the ids and times that callers give, and about methods
 * that take every event.
 */
class HeaderErrorsTest extends BuildErrors {

	private static final String ID_NOT_PASSED = " is given the id of the aggregate but does not pass it to super(..): "
			+ "call super(id), or rename the parameter if it is the id of something else";

	private static final String TIME_NOT_PASSED = " has a parameter with @EventTime but does not pass it to super(..): "
			+ "call super(time) or super(id, time)";

	@Test
	void anIdThatIsNotPassedToSuper() {
		assertProblems("""
				class A extends Aggregate {
					record Three(UUID id, int age) { }
					record Four(@AggregateId UUID dogId, long age) { }
					@Event("One") A(UUID id) { }
					@Event("Two") A(@AggregateId UUID dogId, String name) { this(name); }
					private A(String name) { }
					@Event(type = Three.class) A(UUID dogId, int age) { }
					@Event(type = Four.class) A(UUID dogId, long age) { super(java.time.Instant.EPOCH); }
					@Event("Five") A(UUID id, String[] names) { super(id, java.time.Instant.EPOCH); }
					@Event("Six") A(UUID owner, char letter) { }
				}
				""", "the constructor A(UUID)" + ID_NOT_PASSED, "the constructor A(UUID, String)" + ID_NOT_PASSED,
				"the constructor A(UUID, int)" + ID_NOT_PASSED, "the constructor A(UUID, long)" + ID_NOT_PASSED);
	}

	@Test
	void aTimeThatIsNotPassedToSuper() {
		assertProblems("""
				class A extends Aggregate {
					record Two(@EventTime java.time.Instant at) { }
					@Event("One") A(UUID id, @EventTime java.time.Instant at) { super(id); }
					@Event(type = Two.class) A(java.time.Instant at) { }
					@Event("Three") A(@EventTime java.time.Instant at, String name) { super(at); }
					@Event("Four") A(java.time.Instant at, int age) { }
				}
				""", "the constructor A(UUID, Instant)" + TIME_NOT_PASSED,
				"the constructor A(Instant)" + TIME_NOT_PASSED);
	}

	@Test
	void anIdOrTimeOfAnotherType() {
		assertProblems("""
				class A extends Aggregate {
					record Moved(@EventTime long at) { }
					@Event A() { }
					@Event void note(@AggregateId String dogId) { }
					@Event void walk(@EventTime java.time.OffsetDateTime at) { }
					@Apply void on(Moved event) { }
				}
				""",
				"the method note(String) has a value with @AggregateId that is a java.lang.String: it must be a java.util.UUID",
				"the method walk(OffsetDateTime) has a value with @EventTime that is a java.time.OffsetDateTime: it must be a java.time.Instant",
				"the method on(Moved) has a value with @EventTime that is a long: it must be a java.time.Instant");
	}

	@Test
	void twoIdsOrTimes() {
		assertProblems("""
				class A extends Aggregate {
					record Moved(@EventTime java.time.Instant from, @EventTime java.time.Instant to) { }
					@Event A(@AggregateId UUID dogId, @AggregateId UUID ownerId) { super(dogId); }
					@Event(type = Moved.class) void move(java.time.Instant from, java.time.Instant to) { }
				}
				""",
				"the constructor A(UUID, UUID) has 2 values with @AggregateId, but an event has only one: remove the annotation from all others",
				"the method move(Instant, Instant) has 2 values with @EventTime, but an event has only one: remove the annotation from all others");
	}

	@Test
	void anAnnotationOfTheRecordItself() {
		assertProblems("""
				class A extends Aggregate {
					record Moved(String to) { }
					@Event A() { }
					@Apply void on(@EventTime Moved event) { }
				}
				""",
				"the method on(Moved) has @Apply, so its parameter cannot have @AggregateId or @EventTime: annotate a component of the record");
	}

	@Test
	void twoMethodsForEveryEvent() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Apply void one(DomainEvent event) { }
					@Apply void two(DomainEvent event) { }
				}
				""",
				"the method one(DomainEvent) and the method two(DomainEvent) both have @Apply for every event, so that their order is undefined: combine them");
	}

	@Test
	void aMethodForEveryEventWithTheNameOfOne() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Apply("Moved") void every(DomainEvent event) { }
				}
				""",
				"the method every(DomainEvent) has @Apply for every event, so it cannot name one: remove the name 'Moved'");
	}

	@Test
	void aConstructorForEveryEvent() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Apply A(DomainEvent event) { }
				}
				""",
				"the constructor A(DomainEvent) has @Apply, so it must have one parameter: a record, or a DomainEvent if it is a method to be called after every event",
				"the constructor A(DomainEvent) has @Apply, so it must pass the event to super(..)");
	}

	@Test
	void aConstructorThatPassesAnExplicitEventWithoutBeingItsHandler() {
		assertProblems("""
				class A extends Aggregate {
					record Created(String name) { }
					@Apply A(Created event) { super(event); }
					A(String name) { super(new Created(name)); }
					@Apply void every(DomainEvent event) { }
				}
				""",
				"the constructor A(String) would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is");
	}

}
