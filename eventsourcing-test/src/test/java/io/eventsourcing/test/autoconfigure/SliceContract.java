package io.eventsourcing.test.autoconfigure;

import java.sql.DatabaseMetaData;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.ReplayMismatchException;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.test.ApplicationScenario;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.Certificates;
import io.eventsourcing.test.autoconfigure.dogs.Chip;
import io.eventsourcing.test.autoconfigure.dogs.Dog;
import io.eventsourcing.test.autoconfigure.dogs.DogController;
import io.eventsourcing.test.autoconfigure.dogs.DogNames;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.test.autoconfigure.dogs.Mailer;
import io.eventsourcing.test.autoconfigure.dogs.RenamedTricks;
import io.eventsourcing.test.autoconfigure.dogs.TestMetadata;
import io.eventsourcing.test.autoconfigure.dogs.TrickCounts;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.test.context.jdbc.Sql;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static io.eventsourcing.test.ExpectedEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the slice promises on every database. */
@EventSourcingTest
abstract class SliceContract {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private DogSchool school;

	@Autowired
	private NotificationLog log;

	@Autowired
	private TestProjections projections;

	@Autowired
	private TrickCounts counts;

	/** The product name of the database of the slice. */
	abstract String database();

	@Test
	void theDatabaseIsTheExpectedOne() throws Exception {
		assertThat(JdbcUtils.<String>extractDatabaseMetaData(this.context.getBean(DataSource.class),
				DatabaseMetaData::getDatabaseProductName))
			.isEqualTo(database());
	}

	@Test
	void whatTakesPartInEventSourcingIsLetIn() {
		assertThat(this.context.getBeansOfType(Application.class).values()).hasSize(2)
			.hasAtLeastOneElementOfType(DogSchool.class)
			.hasAtLeastOneElementOfType(Certificates.class);
		assertThat(this.context.getBeanProvider(RenamedTricks.class).getIfAvailable()).isNotNull();
		assertThat(this.context.getBeanProvider(TestMetadata.class).getIfAvailable()).isNotNull();
		assertThat(this.context.getBeanProvider(Mailer.class).getIfAvailable()).isNull();
		assertThat(this.context.getBeanProvider(DogController.class).getIfAvailable()).isNull();
	}

	@RepeatedTest(3)
	void idsStartAt1InEveryTest() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		assertThat(this.log.select(1, 10)).extracting(Notification::id).containsExactly(1L, 2L);
		assertThat(this.school.getDog(dogId).tricks()).containsExactly("roll over");
		assertThat(this.log.select(1, 1).get(0).event().metadata()).contains("\"test\":\"yes\"");
	}

	@RepeatedTest(3)
	void readModelsAreCompleteAfterTheWaitAndEmptyInTheNextTest() {
		assertThat(this.counts.count()).isZero();
		UUID dogId = this.school.registerDog("Fido");
		for (int i = 1; i <= 20; i++) {
			this.school.addTrick(dogId, "trick " + i);
		}
		this.projections.await();
		assertThat(this.counts.count()).isEqualTo(20);
	}

	@Test
	void aScenarioWaitsForProjections() {
		Dog fido = new Dog("Fido");
		ApplicationScenario.of(this.school)
			.given(fido)
			.when((school) -> school.addTrick(fido.id(), "roll over"))
			.then(event("TrickAdded", "roll over"))
			.thenProjected(this.projections, () -> assertThat(this.counts.count()).isEqualTo(1));
	}

	/** The event of a process application is saved while the test waits. */
	@Test
	@Sql(statements = "delete from dog_names")
	void eventsOfProcessApplicationsAreIncludedInTheWait(@Autowired DogNames names) {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		this.school.addTrick(dogId, "fetch ball");
		this.school.addTrick(dogId, "play dead");
		this.projections.await();
		assertThat(names.names()).containsExactly("Certificate of Fido", "Fido");
	}

	@Test
	void theWaitFailsWithTheCauseIfAProjectionHasParkedAnEvent() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, TrickCounts.UNKNOWN);
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(() -> this.projections.await())
			.withMessageContaining("trick-counts")
			.withMessageContaining("Dog.TrickAdded")
			.withMessageContaining("Nobody knows this trick");
	}

	@Test
	void theApplicationsOwnMigrationsAreThere(@Autowired JdbcClient jdbc) {
		assertThat(jdbc.sql("select count(*) from trick_counts").query(Long.class).single()).isZero();
		assertThat(jdbc.sql("select count(*) from \"flyway_schema_history\"").query(Long.class).single()).isPositive();
	}

	@Test
	void aSaveFailsIfItsAggregateCannotBeRebuilt() {
		assertThatExceptionOfType(ReplayMismatchException.class).isThrownBy(() -> this.school.save(new Chip()));
		assertThat(this.log.maxId()).isZero();
	}

	@Test
	void aTestIsNotTransactional() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
	}

}
