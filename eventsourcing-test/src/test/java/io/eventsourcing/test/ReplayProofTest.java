package io.eventsourcing.test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.domain.Replacement;
import io.eventsourcing.persistence.MapperException;
import io.eventsourcing.persistence.UnsupportedEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.eventsourcing.test.AggregateScenario.given;
import static io.eventsourcing.test.AggregateScenario.when;
import static io.eventsourcing.test.GivenEvent.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** That every scenario proves that its aggregate can be loaded again as it is. */
class ReplayProofTest {

	@Test
	void aMethodThatChangesTheStateOutsideOfAnEventIsFound() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> {
			dog.addTrick("sit");
			dog.wag();
		});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("TrickAdded"))
			.withMessageMatching("""
					(?s)The events of the aggregate do not lead to its state.
					After the calls:
					  Dog\\{id=.*, tricks=\\[sit\\], name=Fido, weight=0.0, wags=1}
					rebuilt from its events:
					  Dog\\{id=.*, tricks=\\[sit\\], name=Fido, weight=0.0, wags=0}
					different in:
					  wags is 1, but 0 after replay
					Do the bodies of its events depend on anything but their arguments and the state, \
					such as a clock or random values\\? \
					Or does a method that is not decorated change the state\\? \
					Fields that are not part of the state, such as a lock, must be transient.""");
	}

	@Test
	void theGivenCallsAreProvedAsWell() {
		AggregateScenario<Dog> scenario = given(() -> new Dog("Fido")).and((dog) -> {
			dog.wag();
			dog.addTrick("sit");
		});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> scenario.when(Dog::name).thenNothing())
			.withMessageContaining("wags is 1, but 0 after replay");
	}

	/**
	 * What differs on a second run, in a body that depends on more than its arguments.
	 */
	enum Unrepeatable {

		SYSTEM_CLOCK(System::currentTimeMillis), INSTANT(Instant::now), EVENT_CLOCK(EventClock::now),
		RANDOM_ID(UUID::randomUUID), NEW_ID(Ids::create), COUNTER(new AtomicInteger()::incrementAndGet);

		private final Supplier<Object> source;

		Unrepeatable(Supplier<Object> source) {
			this.source = source;
		}

	}

	@ParameterizedTest
	@EnumSource
	void aBodyThatCannotBeRepeatedIsFound(Unrepeatable unrepeatable) {
		Instant time = Instant.parse("2026-02-03T04:05:06Z");
		try (Replacement clock = EventClock.bind(Clock.fixed(time, ZoneOffset.UTC));
				Replacement ids = Ids.bind(() -> new UUID(0, 1))) {
			AggregateResult<Forgetful> result = when(() -> new Forgetful(unrepeatable));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("Created"))
				.withMessageContaining("\n  value is ");
		}
	}

	static class Forgetful extends Aggregate {

		private final Object value;

		@Event("Created")
		Forgetful(Unrepeatable unrepeatable) {
			this.value = unrepeatable.source.get();
		}

	}

	@Test
	void aBodyThatFailsOnReplayIsFound() {
		FailsLater.failing = false;
		AggregateResult<FailsLater> result = when(FailsLater::new);
		FailsLater.failing = true;
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("Created"))
			.withMessageContaining(
					"cannot be rebuilt from its events, because of: java.lang.IllegalStateException: now")
			.withMessageContaining("Do the bodies of its events fail when they run again?")
			.havingCause()
			.isInstanceOf(IllegalStateException.class);
	}

	@Test
	void anArgumentThatCannotBeStoredIsNamed() {
		AggregateResult<Robot> result = when(() -> new Robot(Thread.currentThread()));
		assertThatExceptionOfType(UnsupportedEventException.class).isThrownBy(() -> result.then("Started"))
			.withMessageContaining(
					"The event 'Started' of io.eventsourcing.test.ReplayProofTest$Robot cannot be stored")
			.withMessageContaining("thread");
	}

	static class Robot extends Aggregate {

		@Event("Started")
		Robot(Thread thread) {
		}

	}

	@Test
	void aValueThatCannotBeWrittenIsNamed() {
		Map<String, String> withoutKey = new HashMap<>();
		withoutKey.put(null, "sit");
		AggregateResult<Lesson> result = when(() -> new Lesson(withoutKey));
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> result.then("Created"))
			.withMessageContaining("Lesson.Created in version 1")
			.withMessageContaining("tricks");
	}

	static class Lesson extends Aggregate {

		@Event("Created")
		Lesson(Map<String, String> tricks) {
		}

	}

	@Test
	void aStoredAttributeThatCannotBeReadIsNamed() {
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> given(Dog.class, stored("Dog.Registered", 1, "{\"nickname\": \"Fido\"}")).when(Dog::name)
				.thenNothing())
			.withMessageContainingAll("Dog.Registered in version 1", "nickname");
	}

	@Test
	void anEntityIsComparedByItsFieldsAlthoughItsEqualsMethodComparesItsId() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> given(Order::new).and((order) -> order.addLine("tea", 2))
				.when((order) -> order.lines.get(0).quantity = 7)
				.thenNothing())
			.withMessageContaining("lines[0].quantity is 7, but 2 after replay");
	}

	@Test
	void objectsThatDifferInTheirClassesOnlyAreFound() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> given(Order::new).when((order) -> order.status = new Closed()).thenNothing())
			.withMessageContaining("status is Closed[], but Open[] after replay");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> given(Order::new).when((order) -> order.status = null).thenNothing())
			.withMessageContaining("status is null, but Open[] after replay");
	}

	@Test
	void whatIsOnlyDerivedMayBeTransient() {
		given(Order::new).when((order) -> order.cache = "now").thenNothing();
	}

	@Test
	void objectsWithoutAnEqualsMethodAreEqualIfTheirFieldsAre() {
		given(Order::new).and((order) -> order.addLine("tea", 2))
			.when((order) -> order.addLine("milk", 1))
			.then("LineAdded")
			.thenState((order) -> {
				assertThat(order.lines).hasSize(2);
				assertThat(order.plain.amount).isEqualTo(3);
			});
	}

	interface Status {

	}

	record Open() implements Status {
	}

	record Closed() implements Status {
	}

	static class Order extends Aggregate {

		private final List<Line> lines = new ArrayList<>();

		private final Set<Plain> amounts = new HashSet<>();

		private final int[] sizes = new int[10];

		private final StringBuilder text = new StringBuilder();

		private Optional<Plain> last = Optional.empty();

		private Plain plain = new Plain(0);

		private Status status = new Open();

		private transient String cache = "";

		@Event("Created")
		Order() {
		}

		@Event("LineAdded")
		void addLine(String product, int quantity) {
			this.lines.add(new Line(product, quantity));
			this.amounts.add(new Plain(quantity));
			this.plain = new Plain(this.plain.amount + quantity);
			this.last = Optional.of(this.plain);
			this.sizes[this.lines.size()] = quantity;
			this.text.append(product);
		}

	}

	static final class Line {

		private final String product;

		private int quantity;

		Line(String product, int quantity) {
			this.product = product;
			this.quantity = quantity;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Line line && line.product.equals(this.product);
		}

		@Override
		public int hashCode() {
			return this.product.hashCode();
		}

	}

	static final class Plain {

		private final int amount;

		Plain(int amount) {
			this.amount = amount;
		}

	}

}
