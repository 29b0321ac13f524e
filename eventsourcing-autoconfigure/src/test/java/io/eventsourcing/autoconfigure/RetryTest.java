package io.eventsourcing.autoconfigure;

import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A method that is both retryable and transactional is repeated in a new transaction.
 */
class RetryTest {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aConflictIsRetriedInANewTransaction(boolean postgres) {
		Contexts.h2()
			.withPropertyValues(postgres ? Contexts.newPostgres() : Contexts.newH2())
			.withUserConfiguration(ResilientConfiguration.class)
			.withBean(RetryingSchool.class)
			.run((context) -> {
				RetryingSchool school = context.getBean(RetryingSchool.class);
				UUID dogId = school.registerDog("Fido");
				school.addTrickAfterOthers(dogId, 2);
				assertThat(school.attempts()).isEqualTo(3);
				assertThat(school.tricks(dogId)).containsExactly("theirs", "theirs", "mine");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class ResilientConfiguration {

	}

	static class RetryingSchool extends DogSchool {

		private int attempts;

		int attempts() {
			return this.attempts;
		}

		@Retryable(includes = OptimisticLockingFailureException.class, delay = 0)
		@Transactional
		public void addTrickAfterOthers(UUID dogId, int others) {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			Dog dog = repository().get(Dog.class, dogId);
			if (this.attempts++ < others) {
				new SimpleAsyncTaskExecutor().submitCompletable(() -> addTrick(dogId, "theirs")).join();
			}
			dog.addTrick("mine");
			save(dog);
		}

	}

}
