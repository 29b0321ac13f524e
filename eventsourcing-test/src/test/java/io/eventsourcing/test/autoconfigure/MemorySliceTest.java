package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.Chip;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.test.autoconfigure.dogs.TrickCounts;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Events in memory, and read models in the database. */
@EventSourcingTest(properties = { "eventsourcing.store=memory", "eventsourcing.verify-replay=false" })
@ContextConfiguration(classes = DogApplication.class)
class MemorySliceTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private NotificationLog log;

	@Autowired
	private TestProjections projections;

	@Autowired
	private TrickCounts counts;

	@RepeatedTest(2)
	void everyTestBeginsWithAnEmptyStore(@Autowired ApplicationRecorder recorder) {
		assertThat(recorder).isInstanceOf(MemoryRecorder.class);
		assertThat(this.counts.count()).isZero();
		this.school.addTrick(this.school.registerDog("Fido"), "roll over");
		assertThat(this.log.maxId()).isEqualTo(2);
		this.projections.await();
		assertThat(this.counts.count()).isEqualTo(1);
	}

	@Test
	void thePropertiesOfTheTestTakePrecedence() {
		this.school.save(new Chip());
		assertThat(this.log.maxId()).isEqualTo(1);
	}

}
