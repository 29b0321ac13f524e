package io.eventsourcing.domain;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aggregates are equal by class, id, version, times and state; events by all their parts.
 */
class EqualityTest {

	private static final UUID ID = Ids.nameBased("/shelves/1");

	private final Shelf shelf = new Shelf(ID, new int[] { 1, 2 });

	private final DomainEvent created = this.shelf.pendingEvents().get(0);

	@Test
	void copiesAreEqualThoughTheirFieldsAreOtherObjects() {
		Shelf copy = this.created.mutate(null);
		assertThat(copy.numbers).isNotSameAs(this.shelf.numbers);
		assertThat(copy).isEqualTo(this.shelf).hasSameHashCodeAs(this.shelf).hasToString(this.shelf.toString());
	}

	@Test
	void pendingEventsAndTransientFieldsDoNotCount() {
		Shelf copy = this.created.mutate(null);
		copy.visitors = 7;
		assertThat(copy.pendingEvents()).isNotEqualTo(this.shelf.pendingEvents());
		assertThat(copy).isEqualTo(this.shelf);
	}

	@Test
	void stateCounts() {
		Shelf copy = this.created.mutate(null);
		copy.numbers[1] = 3;
		assertThat(copy).isNotEqualTo(this.shelf).hasSameHashCodeAs(this.shelf);
	}

	@Test
	void stateOfASuperclassCounts() {
		Shelf copy = this.created.mutate(null);
		copy.dirty = true;
		assertThat(copy).isNotEqualTo(this.shelf);
	}

	@Test
	void theIdCounts() {
		assertThat(changed(Ids.create(), 0, this.created.type())).isNotEqualTo(this.shelf);
	}

	@Test
	void timesCount() {
		assertThat(changed(ID, 1, this.created.type())).isNotEqualTo(this.shelf);
		Shelf copy = this.created.mutate(null);
		copy.touch();
		this.shelf.touch();
		DomainEvent later = copy.collectEvents().get(0);
		Shelf third = this.created.mutate(null);
		new DomainEvent(later.type(), ID, 2, later.timestamp().plusMillis(1), later.payload()).mutate(third);
		assertThat(third.createdOn()).isEqualTo(copy.createdOn());
		assertThat(third).isNotEqualTo(copy);
	}

	@Test
	void theVersionCounts() {
		Shelf copy = this.created.mutate(null);
		DomainEvent touched = new DomainEvent(type(Shelf.class, "Touch"), ID, 2, copy.modifiedOn(),
				type(Shelf.class, "Touch").arguments(new Object[0]));
		touched.mutate(copy);
		assertThat(copy.modifiedOn()).isEqualTo(this.shelf.modifiedOn());
		assertThat(copy).isNotEqualTo(this.shelf);
	}

	@Test
	void theClassCounts() {
		Aggregate box = changed(ID, 0, type(Box.class, "Created"));
		assertThat(box.getClass()).isNotEqualTo(this.shelf.getClass());
		assertThat(box).isNotEqualTo(this.shelf);
		assertThat(this.shelf).isNotEqualTo(null).isNotEqualTo("shelf");
	}

	@Test
	void eventsAreEqualByAllTheirParts() {
		DomainEvent other = new Shelf(ID, new int[] { 1, 2 }).pendingEvents().get(0);
		assertThat(copy(this.created, ID, 1, 0, this.created.payload())).isEqualTo(this.created)
			.hasSameHashCodeAs(this.created);
		assertThat(copy(this.created, ID, 1, 0, other.payload())).as("an array of the same numbers")
			.isEqualTo(this.created);
		assertThat(List.of(copy(this.created, Ids.create(), 1, 0, this.created.payload()),
				copy(this.created, ID, 2, 0, this.created.payload()),
				copy(this.created, ID, 1, 1, this.created.payload()),
				copy(this.created, ID, 1, 0, this.created.type().arguments(new Object[] { new int[] { 1 } }))))
			.doesNotContain(this.created);
	}

	private Aggregate changed(UUID id, int millis, EventType type) {
		return new DomainEvent(type, id, 1, this.created.timestamp().plusMillis(millis),
				type.arguments(new Object[] { new int[] { 1, 2 } }))
			.mutate(null);
	}

	private static DomainEvent copy(DomainEvent event, UUID id, long version, int millis, Object payload) {
		return new DomainEvent(event.type(), id, version, event.timestamp().plusMillis(millis), payload);
	}

	private static EventType type(Class<? extends Aggregate> type, String name) {
		return EventType.of(type)
			.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	abstract static class Furniture extends Aggregate {

		boolean dirty;

		Furniture(UUID id) {
			super(id);
		}

	}

	static class Shelf extends Furniture {

		private final int[] numbers;

		private transient int visitors;

		@Event
		Shelf(UUID id, int[] numbers) {
			super(id);
			this.numbers = numbers;
		}

		@Event
		void touch() {
		}

	}

	static class Box extends Furniture {

		private final int[] numbers;

		@Event
		Box(UUID id, int[] numbers) {
			super(id);
			this.numbers = numbers;
		}

	}

}
