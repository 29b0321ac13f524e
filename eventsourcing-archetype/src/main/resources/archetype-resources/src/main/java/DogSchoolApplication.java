package ${package};

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the dog school.
 */
@SpringBootApplication
public class DogSchoolApplication {

	public static void main(String[] args) {
		SpringApplication.run(DogSchoolApplication.class, args);
	}

}
