package ${package};

import java.util.List;
import java.util.UUID;

import ${package}.TrickPopularity.PopularTrick;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.EventSourcingTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

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
		assertThat(this.school.notificationLog().maxId()).isEqualTo(2);
	}

	@Test
	void tricksAreCounted() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		this.school.addTrick(dogId, "fetch ball");
		this.school.addTrick(dogId, "roll over");
		this.projections.await();
		assertThat(this.popularity.mostPopular(1)).containsExactly(new PopularTrick("roll over", 2));
	}

}
