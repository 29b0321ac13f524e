package io.eventsourcing.domain;

import java.util.List;

import io.eventsourcing.dogs.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

/**
 * Mockito intercepts every method of an aggregate, also those that the library calls.
 */
class MocksAndSpiesTest {

	@Test
	void aMockDoesNothingAndTriggersNothing() {
		Dog dog = mock(Dog.class);
		dog.addTrick("sit");
		verify(dog).addTrick("sit");
		assertThat(dog.pendingEvents()).isEmpty();
		assertThat(dog.id()).isNull();
	}

	@Test
	void aMockAnswersAsItIsTold() {
		Dog dog = mock(Dog.class);
		given(dog.tricks()).willReturn(List.of("fly"));
		assertThat(dog.tricks()).containsExactly("fly");
		willThrow(new IllegalStateException("tired")).given(dog).addTrick(anyString());
		assertThat(catchMessage(() -> dog.addTrick("sit"))).isEqualTo("tired");
	}

	@Test
	void mocksAreEqualToThemselvesOnly() {
		Dog dog = mock(Dog.class);
		Dog other = mock(Dog.class);
		assertThat(dog.equals(dog)).isTrue();
		assertThat(dog.equals(other)).isFalse();
		assertThat(new Dog("Fido").equals(dog)).isFalse();
		assertThat(dog.toString()).contains("Dog");
	}

	@Test
	void aMockThatCallsRealMethodsTriggersNothing() {
		Kennel kennel = mock(Kennel.class);
		given(kennel.add("Fido")).willCallRealMethod();
		assertThat(kennel.add("Fido")).isEqualTo("added Fido");
	}

	@Test
	void aSpyTriggersEventsLikeWhatItWasMadeFrom() {
		Dog dog = spy(new Dog("Fido"));
		dog.addTrick("sit");
		dog.addTrick("roll over");
		verify(dog).addTrick("sit");
		assertThat(dog.version()).isEqualTo(3);
		assertThat(dog.tricks()).containsExactly("sit", "roll over");
		List<DomainEvent> events = dog.collectEvents();
		assertThat(events).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded", "TrickAdded");
		Dog copy = Replays.replay(events);
		assertThat(copy.tricks()).containsExactly("sit", "roll over");
	}

	@Test
	void eventsApplyToASpy() {
		Dog original = new Dog("Fido");
		Dog dog = spy(original);
		DomainEvent created = original.collectEvents().get(0);
		Dog copy = created.mutate(null);
		copy.addTrick("sit");
		copy.collectEvents().get(0).mutate(dog);
		assertThat(dog.tricks()).containsExactly("sit");
		assertThat(dog.version()).isEqualTo(2);
	}

	@Test
	void anAggregateWorksAfterOthersOfItsClassWereMocked() {
		mock(Dog.class).addTrick("sit");
		Dog dog = new Dog("Fido");
		dog.addTrick("sit");
		assertThat(Replays.collectAndReplay(dog)).extracting((event) -> event.payload().toString())
			.containsExactly("{name=Fido}", "{trick=sit}");
	}

	private static String catchMessage(Runnable action) {
		try {
			action.run();
			return "";
		}
		catch (IllegalStateException ex) {
			return ex.getMessage();
		}
	}

	static class Kennel extends Aggregate {

		@Event
		Kennel() {
		}

		@Event
		String add(String name) {
			return "added " + name;
		}

	}

}
