package io.eventsourcing.test.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.test.TestClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Which annotation applies to a test. */
class NearestTimeTest {

	@Test
	void withoutAnnotationsThereAreNone() {
		assertThat(EventClock.now()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(Ids.create().version()).isEqualTo(7);
	}

	@Test
	@FixedTime("2026-01-01T00:00:00Z")
	void thatOfAMethod() {
		assertThat(EventClock.now()).isEqualTo("2026-01-01T00:00:00Z");
		assertThat(Ids.create().version()).isEqualTo(7);
	}

	@Nested
	@FixedTime("2027-01-01T00:00:00Z")
	class OfAClass {

		private final Instant created = EventClock.now();

		@Test
		void appliesToItsTests() {
			assertThat(this.created).isEqualTo(EventClock.now()).isEqualTo("2027-01-01T00:00:00Z");
		}

		/** The constructor runs for this method. */
		@Test
		@FixedTime("2028-01-01T00:00:00Z")
		@SequentialIds
		void isReplacedByThatOfAMethod() {
			assertThat(this.created).isEqualTo(EventClock.now()).isEqualTo("2028-01-01T00:00:00Z");
			assertThat(Ids.create()).isEqualTo(new UUID(0, 1));
		}

		@Nested
		@FixedTime("2029-01-01T00:00:00Z")
		class OfANestedClass {

			@Test
			void isCloser() {
				assertThat(EventClock.now()).isEqualTo("2029-01-01T00:00:00Z");
			}

		}

	}

	@Nested
	@FixedTime("2030-01-01T00:00:00Z")
	@TestInstance(Lifecycle.PER_CLASS)
	class WithOneInstanceForAllTests {

		private final Instant created = EventClock.now();

		@Test
		void oneTestDoesNotAffect(TestClock clock) {
			test(clock);
		}

		@Test
		void theOther(TestClock clock) {
			test(clock);
		}

		private void test(TestClock clock) {
			assertThat(this.created).isEqualTo("2030-01-01T00:00:00Z");
			assertThat(EventClock.now()).isEqualTo("2030-01-01T00:00:00Z");
			clock.advance(Duration.ofDays(1));
		}

	}

	@FixedTime("2031-01-01T00:00:00Z")
	abstract static class Base {

	}

	@Nested
	class ASubclass extends Base {

		@Test
		void inheritsIt() {
			assertThat(EventClock.now()).isEqualTo("2031-01-01T00:00:00Z");
		}

	}

}
