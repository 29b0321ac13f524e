package io.eventsourcing.autoconfigure;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.events.StoredEventEntity;
import io.eventsourcing.fixtures.jpa.KennelEntity;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Transactions of a {@code JpaTransactionManager}, and the order of JPA and our tables.
 */
abstract class JpaContract extends TransactionContract {

	private final ApplicationContextRunner jpa;

	JpaContract(String[] database) {
		this(Contexts.h2()
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withPropertyValues(database));
	}

	private JpaContract(ApplicationContextRunner jpa) {
		super(jpa.withPropertyValues("spring.jpa.hibernate.ddl-auto=create-drop")
			.withUserConfiguration(OwnEntities.class), JpaKennels.class);
		this.jpa = jpa.withBean(DogSchool.class);
	}

	@Test
	void theTransactionManagerIsThatOfJpa() {
		runner().run((context) -> assertThat(context.getBean(PlatformTransactionManager.class))
			.isInstanceOf(JpaTransactionManager.class));
	}

	/** JPA writes at the end of the transaction, after the position has moved. */
	@Test
	void aFailureToFlushLeavesThePositionWhereItWas() {
		runner().run((context) -> {
			TrackingRecorder recorder = tracking(context);
			TrackedPosition start = new TrackedPosition(ConsumerId.ofOwnLog("kennels"), 0, 0);
			recorder.register(start.consumer(), 0);
			UUID id = UUID.randomUUID();
			context.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> context.getBean(Kennels.class).add(id, "Berlin"));
			assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> recorder.advance(start, 5,
					() -> context.getBean(EntityManager.class).persist(new KennelEntity(id, "Bonn"))));
			assertThat(recorder.consumers().get(0).position()).isEqualTo(start);
			UUID other = UUID.randomUUID();
			recorder.advance(start, 5,
					() -> context.getBean(EntityManager.class).persist(new KennelEntity(other, "Bonn")));
			assertThat(recorder.consumers().get(0).position()).isEqualTo(start.movedTo(5));
			assertThat(context.getBean(EntityManager.class).find(KennelEntity.class, other).town()).isEqualTo("Bonn");
		});
	}

	/** Another one of the same data source does not know the transactions of JPA. */
	@Test
	void ofSeveralTransactionManagersThePrimaryOneIsThatOfTheStore() {
		runner().withUserConfiguration(SecondManager.class).run((context) -> {
			assertThatARollbackRemovesBoth(context);
			assertThatACommitStoresBoth(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "update", "create", "create-drop" })
	void theTablesSurviveWhatJpaDoesToItsOwn(String ddlAuto) {
		for (int start = 1; start <= 2; start++) {
			long before = start - 1;
			this.jpa.withPropertyValues("spring.jpa.hibernate.ddl-auto=" + ddlAuto)
				.withUserConfiguration(OwnEntities.class)
				.run((context) -> {
					DogSchool school = context.getBean(DogSchool.class);
					assertThat(school.notificationLog().maxId()).isEqualTo(before);
					school.registerDog("Fido");
				});
		}
	}

	@Test
	void withoutSettingsForJpaItWorks() {
		this.jpa.withUserConfiguration(OwnEntities.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).registerDog("Fido")).isNotNull());
	}

	@Test
	void jpaValidatesTablesOfTheApplicationsMigrations() {
		this.jpa.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.withPropertyValues("spring.flyway.locations=classpath:fixtures/migration",
					"spring.jpa.hibernate.ddl-auto=validate")
			.withUserConfiguration(OwnEntities.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).registerDog("Fido")).isNotNull());
	}

	@Test
	void jpaFindsOurTablesWhenItStarts() {
		this.jpa.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
			.withUserConfiguration(OurTable.class)
			.run((context) -> {
				context.getBean(DogSchool.class).registerDog("Fido");
				try (EntityManager entities = context.getBean(EntityManagerFactory.class).createEntityManager()) {
					assertThat(entities.find(StoredEventEntity.class, 1L).eventType()).isEqualTo("Registered");
				}
			});
	}

	@Test
	void scriptsMayComeAfterJpa() {
		this.jpa
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=create-drop",
					"spring.jpa.defer-datasource-initialization=true", "spring.sql.init.mode=always",
					"spring.sql.init.data-locations=classpath:fixtures/view.sql")
			.withUserConfiguration(OwnEntities.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).registerDog("Fido")).isNotNull());
	}

	static class JpaKennels implements Kennels {

		private final EntityManager entities;

		JpaKennels(EntityManager entities) {
			this.entities = entities;
		}

		@Override
		public void add(UUID id, String town) {
			this.entities.persist(new KennelEntity(id, town));
			this.entities.flush();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = KennelEntity.class)
	static class OwnEntities {

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondManager {

		@Bean
		JdbcTransactionManager batchTransactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		@Primary
		JpaTransactionManager transactionManager(EntityManagerFactory entities) {
			return new JpaTransactionManager(entities);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = StoredEventEntity.class)
	static class OurTable {

	}

}
