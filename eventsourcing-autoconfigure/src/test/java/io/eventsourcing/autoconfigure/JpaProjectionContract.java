package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.jpa.KennelEntity;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Projections that keep their read model with JPA. */
abstract class JpaProjectionContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final String[] database;

	JpaProjectionContract(String... database) {
		this.database = database;
	}

	private ConfigurableApplicationContext start() {
		return StartUp.of(App.class)
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "spring.jpa.hibernate.ddl-auto=update",
					"eventsourcing.projections.on-failure=stop")
			.with(this.database)
			.run();
	}

	private static long kennels(ConfigurableApplicationContext context) {
		return context.getBean(JdbcClient.class).sql("select count(*) from kennels").query(Long.class).single();
	}

	@Test
	void entitiesAreCommittedWithThePosition() {
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			for (int i = 0; i < 50; i++) {
				school.addTrick(dogId, "roll over");
			}
			assertThat(context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
			assertThat(context.getBean(JdbcClient.class)
				.sql("select town from kennels where id = ?")
				.param(dogId)
				.query(String.class)
				.single()).isEqualTo("Fido" + "+".repeat(50));
		}
	}

	/**
	 * The entity is inserted at the commit only, where the constraint fails: the method
	 * has long returned.
	 */
	@Test
	void aConstraintThatFailsAtTheFlushRollsBackBoth() {
		try (ConfigurableApplicationContext context = start()) {
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			jdbc.sql("create unique index towns on kennels (town)").update();
			DogSchool school = context.getBean(DogSchool.class);
			school.registerDog("Fido");
			Projections projections = context.getBean(Projections.class);
			assertThat(projections.awaitAll(LIMIT)).isTrue();
			long before = kennels(context);

			school.registerDog("Fido");
			long failing = school.notificationLog().maxId();
			assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(() -> projections.awaitAll(LIMIT));
			assertThat(kennels(context)).isEqualTo(before);
			ProjectionState state = projections.states().get(0);
			assertThat(state.status()).isEqualTo(ProjectionStatus.FAILED);
			assertThat(state.position()).isLessThan(failing);
			assertThat(state.failure()).isNotNull()
				.satisfies((failure) -> assertThat(failure.notificationId()).isEqualTo(failing));
			jdbc.sql("drop index towns").update();
		}
		try (ConfigurableApplicationContext context = start()) {
			await().atMost(LIMIT)
				.ignoreExceptionsInstanceOf(ProjectionFailedException.class)
				.until(() -> context.getBean(Projections.class).awaitAll(LIMIT));
			assertThat(kennels(context)).isEqualTo(2);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
	@EntityScan(basePackageClasses = KennelEntity.class)
	@Import({ DogSchool.class, Kennels.class })
	static class App {

	}

	@Projection("kennels")
	static class Kennels {

		private final EntityManager entities;

		Kennels(EntityManager entities) {
			this.entities = entities;
		}

		@EventHandler("Dog.Registered")
		void registered(@AggregateId UUID dogId, String firstName) {
			this.entities.persist(new KennelEntity(dogId, firstName));
		}

		@EventHandler("Dog.TrickAdded")
		void added(@AggregateId UUID dogId) {
			KennelEntity kennel = this.entities.find(KennelEntity.class, dogId);
			kennel.moveTo(kennel.town() + "+");
		}

	}

}
