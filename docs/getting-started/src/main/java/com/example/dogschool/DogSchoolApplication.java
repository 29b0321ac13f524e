package com.example.dogschool;

import java.util.UUID;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class DogSchoolApplication {

	public static void main(String[] args) {
		SpringApplication.run(DogSchoolApplication.class, args);
	}

	@Bean
	CommandLineRunner firstLesson(DogSchool school) {
		return (args) -> {
			UUID fido = school.registerDog("Fido");
			school.addTrick(fido, "roll over");
			System.out.println("Fido's tricks: " + school.tricks(fido));
			System.out.println("Last event in the log: " + school.notificationLog().maxId());
		};
	}

}
