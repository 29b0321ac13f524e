package com.example.dogschool;

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
		UUID dogId = this.school.registerDog("Rex");
		this.school.addTrick(dogId, "fetch ball");
		assertThat(this.school.tricks(dogId)).containsExactly("fetch ball");
	}

}
