package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.Commit;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** A slice of Spring Boot, which has the store but does not know about the reset. */
@JdbcTest
@ContextConfiguration(classes = DogApplication.class)
@Import(DogSchool.class)
@ResetEventStore
@Commit
class ResetInJdbcSliceTest {

	@RepeatedTest(2)
	void everyTestBeginsWithAnEmptyStore(@Autowired NotificationLog log, @Autowired DogSchool school) {
		assertThat(log.maxId()).isZero();
		school.registerDog("Fido");
		assertThat(log.maxId()).isOne();
	}

}
