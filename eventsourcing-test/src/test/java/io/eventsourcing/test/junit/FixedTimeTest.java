package io.eventsourcing.test.junit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.test.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Times and ids in all parts of a test class. */
@FixedTime("2026-02-01T00:00:00Z")
@SequentialIds
class FixedTimeTest {

	private static final Instant TIME = Instant.parse("2026-02-01T00:00:00Z");

	private static Dog first;

	private final Dog field = new Dog();

	private final TestClock clock;

	private Dog prepared;

	FixedTimeTest(TestClock clock) {
		this.clock = clock;
		assertThat(clock.instant()).isEqualTo(TIME);
	}

	@BeforeAll
	static void beforeAll(TestClock clock) {
		first = new Dog();
		clock.advance(Duration.ofDays(365));
		assertThat(first.id()).isEqualTo(new UUID(0, 1));
	}

	@BeforeEach
	void prepare() {
		this.prepared = new Dog();
		assertThat(this.prepared.createdOn()).isEqualTo(TIME);
	}

	@AfterEach
	void timeAndIdsGoOn() {
		assertThat(EventClock.now()).isEqualTo(this.clock.instant());
		assertThat(Ids.create().getMostSignificantBits()).isZero();
	}

	@Test
	void aTestBeginsAtTheGivenTimeAndWithTheFirstId() {
		assertThat(first.createdOn()).isEqualTo(TIME);
		assertThat(this.field.createdOn()).isEqualTo(TIME);
		assertThat(List.of(this.field.id(), this.prepared.id(), new Dog().id())).containsExactly(new UUID(0, 1),
				new UUID(0, 2), new UUID(0, 3));
		assertThat(this.field.id()).hasToString("00000000-0000-0000-0000-000000000001");
	}

	@Test
	void theClockIsAdvanced(TestClock parameter) {
		assertThat(parameter).isSameAs(this.clock);
		parameter.advance(Duration.ofDays(1));
		this.field.bark();
		assertThat(this.field.modifiedOn()).isEqualTo("2026-02-02T00:00:00Z");
		parameter.set(TIME.minusSeconds(1));
		assertThat(new Dog().createdOn()).isEqualTo("2026-01-31T23:59:59Z");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void eachInvocationBeginsAnew(int days) {
		assertThat(EventClock.now()).isEqualTo(TIME);
		assertThat(new Dog().id()).isEqualTo(new UUID(0, 3));
		this.clock.advance(Duration.ofDays(days));
	}

	@TestFactory
	Stream<DynamicTest> dynamicTestsShareTheClockOfTheirMethod(TestClock parameter) {
		parameter.advance(Duration.ofDays(1));
		return Stream.of(1, 2)
			.map((number) -> DynamicTest.dynamicTest("test " + number,
					() -> assertThat(EventClock.now()).isEqualTo("2026-02-02T00:00:00Z")));
	}

	@Test
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	void aTestWithATimeoutRunsInAnotherThread() {
		assertThat(EventClock.now()).isEqualTo(TIME);
		assertThat(new Dog().id()).isEqualTo(new UUID(0, 3));
	}

	@Nested
	class InANestedClass {

		private final Dog inner = new Dog();

		@Test
		void theAnnotationOfTheEnclosingClassApplies() {
			assertThat(this.inner.createdOn()).isEqualTo(TIME);
			assertThat(this.inner.id()).isEqualTo(new UUID(0, 2));
		}

	}

	@Test
	void aClockCanBeReadInAnotherTimeZone() {
		TestClock tokyo = this.clock.withZone(ZoneId.of("Asia/Tokyo"));
		this.clock.advance(Duration.ofHours(1));
		assertThat(tokyo.instant()).isEqualTo(TIME.plusSeconds(3600));
		assertThat(tokyo).hasToString("TestClock[2026-02-01T10:00+09:00[Asia/Tokyo]]");
		assertThat(this.clock.getZone()).hasToString("Z");
	}

	static class Dog extends Aggregate {

		@Event("Registered")
		Dog() {
		}

		@Event
		void bark() {
		}

	}

}
