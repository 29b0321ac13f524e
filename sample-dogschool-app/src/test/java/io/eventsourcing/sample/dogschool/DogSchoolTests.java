package io.eventsourcing.sample.dogschool;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.sample.dogschool.TrickPopularity.PopularTrick;
import io.eventsourcing.test.ApplicationScenario;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.EventSourcingTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.test.ExpectedEvent.event;
import static org.assertj.core.api.Assertions.assertThat;

@EventSourcingTest
class DogSchoolTests {

	@Autowired
	private DogSchool school;

	@Autowired
	private TestProjections projections;

	@Autowired
	private TrickPopularity popularity;

	@Test
	void dogsLearnTricks() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		assertThat(this.school.getDog(dogId)).isEqualTo(new DogDetails("Fido", List.of("roll over")));
		assertThat(this.school.notificationLog().select(1, 10)).extracting(Notification::id).containsExactly(1L, 2L);
	}

	@Test
	void tricksAreCounted() {
		for (String name : List.of("Fido", "Rex")) {
			UUID dogId = this.school.registerDog(name);
			this.school.addTrick(dogId, "roll over");
			this.school.addTrick(dogId, name + "'s trick");
		}
		this.projections.await();
		assertThat(this.popularity.mostPopular(2)).containsExactly(new PopularTrick("roll over", 2),
				new PopularTrick("Fido's trick", 1));
	}

	@Test
	void aTrickIsCountedAtOnce() {
		Dog fido = new Dog("Fido");
		ApplicationScenario.of(this.school)
			.given(fido)
			.when((school) -> school.addTrick(fido.id(), "sit"))
			.then(event("TrickAdded", "sit"))
			.thenProjected(this.projections,
					() -> assertThat(this.popularity.mostPopular(1)).containsExactly(new PopularTrick("sit", 1)));
	}

	@Test
	void aTransactionThatIsRolledBackStoresNothing(@Autowired TransactionTemplate transaction) {
		UUID dogId = transaction.execute((status) -> {
			UUID id = this.school.registerDog("Fido");
			assertThat(this.school.getDog(id).name()).isEqualTo("Fido");
			status.setRollbackOnly();
			return id;
		});
		assertThat(this.school.repository().exists(Dog.class, dogId)).isFalse();
		assertThat(this.school.notificationLog().select(1, 10)).isEmpty();
	}

}
