package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.eventsourcing.application.Repository;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Saving takes part in the transactions of the application, whatever manages them.
 */
abstract class TransactionContract {

	private final ApplicationContextRunner runner;

	/**
	 * @param runner the database is new, with a table {@code kennels}
	 * @param kennels writes into it within the transaction of its caller
	 */
	TransactionContract(ApplicationContextRunner runner, Class<? extends Kennels> kennels) {
		this.runner = runner.withBean(DogSchool.class).withBean(kennels).withBean(Registration.class);
	}

	ApplicationContextRunner runner() {
		return this.runner;
	}

	@Test
	void aCommitStoresEventsAndTheApplicationsOwnData() {
		this.runner.run(this::assertThatACommitStoresBoth);
	}

	@Test
	void aRollbackRemovesEventsAndTheApplicationsOwnData() {
		this.runner.run(this::assertThatARollbackRemovesBoth);
	}

	@Test
	void aLazyDataSourceIsTheSameDataSource() {
		this.runner.withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			assertThatARollbackRemovesBoth(context);
			assertThatACommitStoresBoth(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void thePositionOfAConsumerIsCommittedWithTheApplicationsOwnData(String fetch) {
		this.runner.withPropertyValues("spring.datasource.connection-fetch=" + fetch).run((context) -> {
			Kennels kennels = context.getBean(Kennels.class);
			TrackedPosition start = new TrackedPosition(ConsumerId.ofOwnLog("kennels"), 0, 0);
			TrackingRecorder recorder = tracking(context);
			recorder.register(start.consumer(), 0);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> recorder.advance(start, 5, () -> {
				kennels.add(UUID.randomUUID(), "Berlin");
				throw new IllegalStateException();
			}));
			assertThat(rows(context)).isZero();
			assertThat(recorder.advance(start, 5, () -> kennels.add(UUID.randomUUID(), "Berlin"))).isTrue();
			assertThat(recorder.advance(start, 5, () -> kennels.add(UUID.randomUUID(), "Berlin"))).isFalse();
			assertThat(rows(context)).isEqualTo(1);
			assertThat(recorder.consumers().get(0).position()).isEqualTo(start.movedTo(5));
		});
	}

	static TrackingRecorder tracking(AssertableApplicationContext context) {
		return new JdbcTrackingRecorder(context.getBean(DataSource.class),
				context.getBean(PlatformTransactionManager.class), "eventsourcing", Duration.ofSeconds(30));
	}

	@Test
	void withoutATransactionASaveIsItsOwn() {
		this.runner.run((context) -> {
			UUID dogId = context.getBean(DogSchool.class).registerDog("Fido");
			assertThat(context.getBean(Repository.class).exists(Dog.class, dogId)).isTrue();
		});
	}

	/**
	 * When it is told of the end, the transaction is still bound to the thread.
	 */
	@ParameterizedTest
	@CsvSource({ "true, false", "false, false", "true, true", "false, true" })
	void aSaveAfterTheEndOfATransactionIsItsOwn(boolean poolCommits, boolean rollback) {
		this.runner.withPropertyValues("spring.datasource.hikari.auto-commit=" + poolCommits).run((context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Kennels.class).add(UUID.randomUUID(), "Berlin");
				atTheEnd(rollback, () -> {
					UUID dogId = school.registerDog("Fido");
					assertThat(elsewhere(() -> school.notificationLog().maxId())).isEqualTo(1);
					transaction(context).executeWithoutResult((inner) -> {
						school.addTrick(dogId, "roll over");
						inner.setRollbackOnly();
					});
					school.addTrick(dogId, "play dead");
				});
				if (rollback) {
					status.setRollbackOnly();
				}
			});
			assertThat(school.notificationLog().select(1, 10)).extracting((each) -> each.event().eventType())
				.containsExactly("Registered", "TrickAdded");
			assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		});
	}

	private static TransactionTemplate transaction(AssertableApplicationContext context) {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return transaction;
	}

	private static void atTheEnd(boolean rollback, Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				action.run();
			}

			@Override
			public void afterCompletion(int status) {
				if (rollback) {
					action.run();
				}
			}

		});
	}

	private static <T> T elsewhere(Supplier<T> action) {
		return CompletableFuture.supplyAsync(action).join();
	}

	void assertThatACommitStoresBoth(AssertableApplicationContext context) {
		Dog dog = new Dog("Fido", Instant.EPOCH);
		context.getBean(Registration.class).register(dog, false);
		assertThat(dog.pendingEvents()).isEmpty();
		assertThat(context.getBean(Repository.class).get(Dog.class, dog.id())).isEqualTo(dog);
		assertThat(rows(context)).isEqualTo(1);
	}

	void assertThatARollbackRemovesBoth(AssertableApplicationContext context) {
		Dog dog = new Dog("Fido", Instant.EPOCH);
		dog.addTrick("roll over");
		assertThatExceptionOfType(Refused.class)
			.isThrownBy(() -> context.getBean(Registration.class).register(dog, true));
		assertThat(dog.pendingEvents()).hasSize(2);
		assertThat(context.getBean(Repository.class).exists(Dog.class, dog.id())).isFalse();
		assertThat(context.getBean(NotificationLog.class).select(1, 10)).isEmpty();
		assertThat(rows(context)).isZero();
	}

	private static int rows(AssertableApplicationContext context) {
		return context.getBean(JdbcTemplate.class).queryForObject("select count(*) from kennels", Integer.class);
	}

	/** The application's own data. */
	interface Kennels {

		void add(UUID id, String town);

	}

	/** A use case of the application. */
	@Transactional
	static class Registration {

		private final DogSchool school;

		private final Kennels kennels;

		Registration(DogSchool school, Kennels kennels) {
			this.school = school;
			this.kennels = kennels;
		}

		void register(Dog dog, boolean refuse) {
			this.kennels.add(dog.id(), "Berlin");
			this.school.save(dog);
			assertThat(this.school.repository().get(Dog.class, dog.id())).isEqualTo(dog);
			if (refuse) {
				throw new Refused();
			}
		}

	}

	static class Refused extends RuntimeException {

	}

}
