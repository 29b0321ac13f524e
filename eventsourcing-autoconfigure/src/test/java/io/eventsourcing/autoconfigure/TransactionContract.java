package io.eventsourcing.autoconfigure;

import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.application.Repository;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

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

	@Test
	void withoutATransactionASaveIsItsOwn() {
		this.runner.run((context) -> {
			UUID dogId = context.getBean(DogSchool.class).registerDog("Fido");
			assertThat(context.getBean(Repository.class).exists(Dog.class, dogId)).isTrue();
		});
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
