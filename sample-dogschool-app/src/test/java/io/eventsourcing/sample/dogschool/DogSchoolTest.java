package io.eventsourcing.sample.dogschool;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:dogschool")
class DogSchoolTest {

	@Autowired
	private DogSchool school;

	@Test
	void dogsLearnTricks() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		assertThat(this.school.getDog(dogId)).isEqualTo(new DogDetails("Fido", List.of("roll over")));
	}

}
