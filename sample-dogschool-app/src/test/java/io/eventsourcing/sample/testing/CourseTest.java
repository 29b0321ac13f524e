package io.eventsourcing.sample.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.sample.testing.Course.Enrolled;
import io.eventsourcing.test.AggregateResult;
import io.eventsourcing.test.TestClock;
import io.eventsourcing.test.junit.FixedTime;
import io.eventsourcing.test.junit.SequentialIds;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.AggregateScenario.given;
import static io.eventsourcing.test.EventsAssert.assertThat;
import static io.eventsourcing.test.ExpectedEvent.event;
import static org.assertj.core.api.Assertions.assertThat;

class CourseTest {

	@Test
	void eventsAreExpectedByNameByAttributesOrByRecord() {
		given(() -> new Course("Agility", 2)).when((course) -> {
			course.enrol("Fido");
			course.enrol("Rex");
		}).then("Enrolled", new Enrolled("Rex"));
	}

	@Test
	void aFullCourseTakesNobody() {
		given(() -> new Course("Agility", 1)).and((course) -> course.enrol("Fido"))
			.when((course) -> course.enrol("Rex"))
			.thenThrows(IllegalStateException.class)
			.hasMessage("The course is full");
	}

	@Test
	void aDogIsEnrolledOnce() {
		given(() -> new Course("Agility", 2)).and((course) -> course.enrol("Fido"))
			.when((course) -> course.enrol("Fido"))
			.thenNothing();
	}

	@Test
	void resultsAreAssertedWithAssertJ() {
		AggregateResult<Course> result = given(() -> new Course("Agility", 2)).when((course) -> course.enrol("Fido"));
		assertThat(result).hasSize(1).extracting(DomainEvent::originatorVersion).containsExactly(2L);

		Course course = new Course("Agility", 2);
		course.enrol("Fido");
		assertThat(course.pendingEvents()).containsExactlyEvents(event("Planned").with("places", 2), "Enrolled");
	}

	@Test
	@FixedTime("2026-02-01T09:00:00Z")
	@SequentialIds
	void timesAndIdsAreThoseOfTheTest(TestClock clock) {
		Course course = new Course("Agility", 2);
		clock.advance(Duration.ofDays(1));
		course.enrol("Fido");
		assertThat(course.lastEnrolment()).isEqualTo(Instant.parse("2026-02-02T09:00:00Z"));
		assertThat(course.id()).isEqualTo(new UUID(0, 1));
	}

}
