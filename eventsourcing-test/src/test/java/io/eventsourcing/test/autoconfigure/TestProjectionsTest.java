package io.eventsourcing.test.autoconfigure;

import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.test.autoconfigure.dogs.TrickCounts;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How a test learns that projections do not get to the end of the log. */
@EventSourcingTest(properties = "eventsourcing.projections.on-failure=stop")
@ContextConfiguration(classes = DogApplication.class)
class TestProjectionsTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private TestProjections projections;

	@Test
	void aProjectionThatHasStoppedFailsTheTestWithItsCause() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, TrickCounts.UNKNOWN);
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(() -> this.projections.await())
			.withMessageContaining("trick-counts")
			.havingRootCause()
			.withMessage("Nobody knows this trick");
	}

	@Test
	void aProjectionThatIsPausedIsNamedAtOnce(@Autowired ProjectionOperations operations,
			@Autowired TrickCounts counts) {
		this.school.registerDog("Fido");
		this.projections.await();
		operations.pause("trick-counts");
		this.school.addTrick(this.school.registerDog("Rex"), "roll over");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.projections.await(Duration.ofDays(1)))
			.withMessageMatching("The projections had not handled all events after \\d+ ms: .*")
			.withMessageContaining("'trick-counts' is PAUSED at event");
		operations.resume("trick-counts");
		this.projections.await();
		assertThat(counts.count()).isEqualTo(1);
	}

	@Test
	void nothingIsWaitedForInAnEmptyStore() {
		this.projections.await(Duration.ZERO);
	}

}
