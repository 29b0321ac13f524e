package io.eventsourcing.application;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.exception.AggregateExistsException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.exception.TransientEventSourcingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring's retry support recognises the exceptions that are worth a retry.
 */
class RetryTest {

	private AnnotationConfigApplicationContext context;

	private RetryingSchool school;

	@BeforeEach
	void open() {
		this.context = new AnnotationConfigApplicationContext(Configuration.class);
		this.context.registerBean(RetryingSchool.class);
		this.context.registerBean(Infrastructure.class, Infrastructure::inMemory);
		this.school = this.context.getBean(RetryingSchool.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void aConflictIsRetriedByItsSpringCause() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrickAfterOthers(dogId, 3);
		assertThat(this.school.attempts()).isEqualTo(4);
		assertThat(this.school.getDog(dogId).tricks()).hasSize(4).endsWith("mine");
	}

	@Test
	void aConflictIsRetriedByTheTransientClass() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrickAfterOthersToo(dogId, 3);
		assertThat(this.school.attempts()).isEqualTo(4);
		assertThat(this.school.getDog(dogId).tricks()).hasSize(4).endsWith("mine");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anAggregateThatExistsIsNotCreatedAgain(boolean byCause) {
		UUID id = Ids.nameBased("/kennels/berlin");
		this.school.openKennel(id);
		assertThatExceptionOfType(AggregateExistsException.class).isThrownBy(() -> {
			if (byCause) {
				this.school.openKennel(id);
			}
			else {
				this.school.openKennelToo(id);
			}
		});
		assertThat(this.school.attempts()).isEqualTo(2);
	}

	static List<List<Object>> transientFailures() {
		TransientEventSourcingException unavailable = new StoreUnavailableException(new SQLException("refused"));
		TransientEventSourcingException timeout = new AppendLockTimeoutException(Duration.ofSeconds(10), null);
		return List.of(List.of(unavailable, TransientDataAccessException.class),
				List.of(unavailable, TransientEventSourcingException.class),
				List.of(timeout, PessimisticLockingFailureException.class),
				List.of(timeout, TransientEventSourcingException.class));
	}

	@ParameterizedTest
	@MethodSource("transientFailures")
	void aTransientFailureIsRetriedByARetryTemplate(List<Object> failureAndPolicy) throws Exception {
		RuntimeException failure = (RuntimeException) failureAndPolicy.get(0);
		Class<? extends Throwable> policy = ((Class<?>) failureAndPolicy.get(1)).asSubclass(Throwable.class);
		AtomicInteger attempts = new AtomicInteger();
		RetryTemplate template = new RetryTemplate(
				RetryPolicy.builder().includes(List.of(policy)).delay(Duration.ZERO).build());
		assertThat(template.<String>execute(() -> {
			if (attempts.incrementAndGet() < 3) {
				throw failure;
			}
			return "done";
		})).isEqualTo("done");
		assertThat(attempts).hasValue(3);
	}

	@EnableResilientMethods
	static class Configuration {

	}

	static class RetryingSchool extends DogSchool {

		private int attempts;

		int attempts() {
			return this.attempts;
		}

		@Retryable(includes = OptimisticLockingFailureException.class, delay = 0)
		void addTrickAfterOthers(UUID dogId, int others) {
			attempt(dogId, others);
		}

		@Retryable(includes = TransientEventSourcingException.class, excludes = AggregateExistsException.class,
				delay = 0)
		void addTrickAfterOthersToo(UUID dogId, int others) {
			attempt(dogId, others);
		}

		/** Loses to the others in its first attempts. */
		private void attempt(UUID dogId, int others) {
			Dog dog = repository().get(Dog.class, dogId);
			if (this.attempts++ < others) {
				addTrick(dogId, "theirs");
			}
			dog.addTrick("mine");
			save(dog);
		}

		@Retryable(includes = OptimisticLockingFailureException.class, delay = 0)
		void openKennel(UUID id) {
			this.attempts++;
			save(new Kennel(id, "Berlin"));
		}

		@Retryable(includes = TransientEventSourcingException.class, excludes = AggregateExistsException.class,
				delay = 0)
		void openKennelToo(UUID id) {
			this.attempts++;
			save(new Kennel(id, "Berlin"));
		}

	}

}
