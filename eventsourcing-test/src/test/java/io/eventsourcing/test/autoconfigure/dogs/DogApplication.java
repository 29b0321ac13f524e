package io.eventsourcing.test.autoconfigure.dogs;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DogApplication {

}
