package ${package};

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DogSchoolApplication {

	public static void main(String[] args) {
		SpringApplication.run(DogSchoolApplication.class, args);
	}

}
