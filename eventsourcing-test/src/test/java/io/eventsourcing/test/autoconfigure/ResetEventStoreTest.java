package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.test.autoconfigure.dogs.Mailer;
import io.eventsourcing.test.autoconfigure.dogs.TrickCounts;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The reset in the context of a whole application, for some of the tests. */
@SpringBootTest(classes = DogApplication.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResetEventStoreTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private NotificationLog log;

	@Autowired
	private TestProjections projections;

	@Autowired
	private TrickCounts counts;

	@Test
	@Order(1)
	void aTestSavesEvents(@Autowired Mailer mailer) {
		this.school.addTrick(this.school.registerDog("Fido"), "roll over");
		this.projections.await();
		assertThat(this.log.maxId()).isEqualTo(2);
		assertThat(this.counts.count()).isEqualTo(1);
	}

	@Test
	@Order(2)
	void withoutTheAnnotationTheNextTestSeesThem() {
		assertThat(this.log.maxId()).isEqualTo(2);
		this.school.addTrick(this.school.registerDog("Rex"), "fetch ball");
		this.projections.await();
		assertThat(this.counts.count()).isEqualTo(2);
	}

	@Test
	@Order(3)
	@ResetEventStore
	void withTheAnnotationTheNextTestDoesNot() {
		assertThat(this.log.maxId()).isZero();
		assertThat(this.counts.count()).isZero();
		this.school.addTrick(this.school.registerDog("Fido"), "roll over");
		this.projections.await();
		assertThat(this.counts.count()).isEqualTo(1);
	}

}
