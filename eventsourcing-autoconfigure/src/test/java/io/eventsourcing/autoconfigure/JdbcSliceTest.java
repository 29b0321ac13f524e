package io.eventsourcing.autoconfigure;

import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slice tests have the store.
 */
@JdbcTest
@Import(DogSchool.class)
class JdbcSliceTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private Repository repository;

	@Autowired
	private ApplicationRecorder recorder;

	@Test
	void theStoreIsThereAndTakesPartInTheTransactionOfTheTest() {
		assertThat(this.recorder).isInstanceOf(JdbcRecorder.class);
		UUID dogId = this.school.registerDog("Fido");
		assertThat(this.repository.exists(Dog.class, dogId)).isTrue();
		TestTransaction.end();
		assertThat(this.repository.exists(Dog.class, dogId)).isFalse();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class SliceApplication {

	}

}
