package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.test.autoconfigure.dogs.DogApplication;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = DogApplication.class)
class H2SliceTest extends SliceContract {

	@Override
	String database() {
		return "H2";
	}

}
