package io.eventsourcing.test;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventTime;
import io.eventsourcing.test.Dog.Renamed;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.EventsAssert.assertThat;
import static io.eventsourcing.test.ExpectedEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventsAssertTest {

	private final Dog dog = new Dog("Fido");

	@Test
	void bothStaticImportsOfAssertThatCanBeUsed() {
		this.dog.addTrick("sit");
		assertThat(this.dog.tricks()).containsExactly("sit");
		assertThat(this.dog.collectEvents()).containsExactlyEvents(event("Registered", "Fido"), "TrickAdded");
		assertThat(this.dog.collectEvents()).containsExactlyEvents().isEmpty();
	}

	@Test
	void theAssertionsOfListsCanBeCombined() {
		this.dog.teach("sit", "stay");
		this.dog.rename("Fi");
		assertThat(this.dog.pendingEvents()).hasSize(4)
			.containsEvents(new Renamed("Fi"), event("TrickAdded", "sit", 1))
			.filteredOn((each) -> each.name().equals("TrickAdded"))
			.containsExactlyEvents(event("TrickAdded").with("trick", "sit"), event("TrickAdded").with("trick", "stay"))
			.extracting(DomainEvent::originatorVersion)
			.containsExactly(2L, 3L);
	}

	@Test
	void eventsAreShownByNameAndAttributes() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.dog.pendingEvents()).as("first events")
				.containsExactlyEvents(event("Registered", "Rex")))
			.withMessage("""
					[first events] Expected events:
					  Registered("Rex")
					but were:
					  Registered{name="Fido"}""");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.dog.pendingEvents()).isEmpty())
			.withMessageContaining("[Registered{name=\"Fido\"}]");
	}

	@Test
	void missingEventsAreShown() {
		this.dog.addTrick("100%");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.dog.pendingEvents()).containsEvents("TrickAdded", "TrickAdded", "Rename"))
			.withMessage(
					"""
							Expected among the events:
							  TrickAdded
							  Rename
							but were:
							  Registered{name="Fido"}
							  TrickAdded{trick="100%", level=1L}
							There is no event 'Rename', only [Registered, TrickAdded, Renamed, Weighed]. Did you mean 'Renamed'?""");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat((List<DomainEvent>) null).containsExactlyEvents("TrickAdded"));
	}

	/** An id and a time that belong to the header are no attributes. */
	@Test
	void idsAndTimesAreNotCompared() {
		Instant time = Instant.parse("2026-02-03T04:05:06Z");
		Visit visit = new Visit(UUID.randomUUID(), time);
		assertThat(visit.pendingEvents()).containsExactlyEvents(event("Opened", "ann"))
			.containsExactlyEvents(new Visit.Opened(visit.id(), time, "ann"));
	}

	static class Visit extends Aggregate {

		record Opened(@AggregateId UUID visit, @EventTime Instant at, String user) {
		}

		Visit(UUID id, Instant at) {
			this(new Opened(id, at, "ann"));
		}

		@Apply
		private Visit(Opened event) {
			super(event);
		}

	}

}
