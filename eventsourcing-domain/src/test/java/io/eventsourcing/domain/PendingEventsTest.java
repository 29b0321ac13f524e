package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import io.eventsourcing.dogs.ExplicitDog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingEventsTest {

	/** Nobody should share an aggregate; if it happens, no event is lost silently. */
	@Test
	void whatIsTriggeredWhileAnotherThreadCollectsIsCollectedLater() {
		ExplicitDog dog = new ExplicitDog("Fido");
		int tricks = 100_000;
		CompletableFuture<List<DomainEvent>> other = CompletableFuture.supplyAsync(() -> {
			List<DomainEvent> collected = new ArrayList<>();
			while (dog.version() <= tricks) {
				List<DomainEvent> pending = dog.pendingEvents();
				PendingEvents.remove(dog, pending);
				collected.addAll(pending);
				collected.addAll(dog.collectEvents());
			}
			return collected;
		});
		for (int i = 0; i < tricks; i++) {
			dog.addTrick("roll over");
		}
		List<DomainEvent> events = new ArrayList<>(other.join());
		events.addAll(dog.collectEvents());
		assertThat(events).extracting(DomainEvent::originatorVersion)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, tricks + 1).boxed().toList());
	}

	@Test
	void onlyTheGivenEventsAreRemoved() {
		ExplicitDog dog = new ExplicitDog("Fido");
		dog.addTrick("roll over");
		dog.addTrick("play dead");
		List<DomainEvent> events = dog.pendingEvents();
		PendingEvents.remove(dog, events.subList(1, 2));
		assertThat(dog.pendingEvents()).containsExactly(events.get(0), events.get(2));
		PendingEvents.restore(dog, events.subList(1, 2));
		assertThat(dog.pendingEvents()).isEqualTo(events);
	}

}
