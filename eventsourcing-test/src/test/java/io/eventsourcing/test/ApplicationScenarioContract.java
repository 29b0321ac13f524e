package io.eventsourcing.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.test.Dog.Renamed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionOperations;

import static io.eventsourcing.test.ExpectedEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** Scenarios of an application, which are the same on every store. */
abstract class ApplicationScenarioContract {

	private final Dog fido = new Dog("Fido");

	private DogSchool school;

	abstract DogSchool open();

	abstract TransactionOperations transactions();

	@BeforeEach
	void openSchool() {
		this.school = open();
	}

	@AfterEach
	void theNextScenarioIsNotAffected() {
		ApplicationScenario.of(this.school).when((s) -> s.registerDog("Next")).then("Registered");
	}

	@Test
	void onlyTheEventsOfWhenAreExpected() {
		ApplicationScenario.of(this.school)
			.given(this.fido)
			.and((s) -> s.addTrick(this.fido.id(), "sit"))
			.when((s) -> s.addTrick(this.fido.id(), "stay"))
			.then(event("TrickAdded", "stay", 1))
			.thenState((s) -> s.tricks(this.fido.id()), List.of("sit", "stay"))
			.thenState((s) -> assertThat(s.repository().get(Dog.class, this.fido.id()).version()).isEqualTo(3));
	}

	@Test
	void eventsOfSeveralAggregatesAreInTheOrderOfTheLog() {
		ApplicationResult<DogSchool> result = ApplicationScenario.of(this.school).when((s) -> {
			s.registerDog("Rex");
			this.fido.rename("Fi");
			s.save(this.fido);
		});
		result.then(event("Registered", "Rex"), "Dog.Registered", new Renamed("Fi"));
		assertThat(result).hasSize(3).extracting(DomainEvent::name).endsWith("Registered", "Renamed");
		assertThat(result.recordings()).extracting(Recording::notificationId)
			.isSorted()
			.last()
			.isEqualTo(this.school.notificationLog().maxId());
	}

	@Test
	void aScenarioMayBePartOfATransaction() {
		transactions().executeWithoutResult((status) -> {
			ApplicationScenario.of(this.school)
				.given(this.fido)
				.when((s) -> s.addTrick(this.fido.id(), "sit"))
				.then(event("TrickAdded", "sit", 1));
			status.setRollbackOnly();
		});
		assertThat(this.school.repository().exists(Dog.class, this.fido.id())).isFalse();
	}

	@Test
	void whatOtherThreadsSaveMeanwhileDoesNotMatter() throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<?> one = executor.submit(() -> disturb(ended));
			Future<?> two = executor.submit(() -> disturb(ended));
			for (int i = 0; i < 20; i++) {
				String name = "Fido " + i;
				long before = this.school.notificationLog().maxId();
				await().atMost(Duration.ofSeconds(30)).until(() -> this.school.notificationLog().maxId() > before);
				ApplicationScenario.of(this.school).when((s) -> {
					long start = s.notificationLog().maxId();
					s.registerDog(name);
					await().atMost(Duration.ofSeconds(30)).until(() -> s.notificationLog().maxId() > start + 2);
				}).then(event("Registered", name));
			}
			ended.set(true);
			one.get();
			two.get();
		}
		finally {
			ended.set(true);
			executor.shutdownNow();
		}
	}

	private void disturb(AtomicBoolean ended) {
		while (!ended.get()) {
			this.school.registerDog("Rex");
		}
	}

	@Test
	void otherEventsFailWithNamesAndAttributes() {
		ApplicationResult<DogSchool> result = ApplicationScenario.of(this.school).when((s) -> s.registerDog("Rex"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then(event("Registered", "Fido")))
			.withMessage("""
					Expected events:
					  Registered("Fido")
					but were:
					  Registered{name="Rex"}""");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(result::thenNothing);
		ApplicationScenario.of(this.school).when((s) -> {
		}).thenNothing();
	}

	@Test
	void anExceptionIsExpectedAndNothingMayHaveBeenSavedBefore() {
		this.fido.addTrick("sit");
		ApplicationScenario<DogSchool> scenario = ApplicationScenario.of(this.school).given(this.fido);
		scenario.when((s) -> s.addTrick(this.fido.id(), "sit"))
			.thenThrows(IllegalStateException.class)
			.hasMessage("Fido knows sit");
		ApplicationResult<DogSchool> late = scenario.when((s) -> {
			s.registerDog("Rex");
			s.addTrick(this.fido.id(), "sit");
		});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> late.thenThrows(IllegalStateException.class))
			.withMessageContainingAll("Expected no events because of", "Registered{name=\"Rex\"}");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> late.then("Registered"))
			.withMessageContaining("Fido knows sit");
	}

	@Test
	void exceptionsOfGivenCallsAreNotExpected() {
		this.fido.addTrick("sit");
		assertThatIllegalStateException().isThrownBy(() -> ApplicationScenario.of(this.school)
			.given(this.fido)
			.and((s) -> s.addTrick(this.fido.id(), "sit"))
			.when((s) -> s.registerDog("Rex"))
			.thenNothing());
	}

	@Test
	void anAggregateThatCannotBeLoadedAgainFails() {
		FailsLater.failing = false;
		ApplicationResult<DogSchool> result = ApplicationScenario.of(this.school).when((s) -> s.save(new FailsLater()));
		FailsLater.failing = true;
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("Created"))
			.withMessageContaining("cannot be loaded again: The event FailsLater.Created, which is version 1")
			.withStackTraceContaining("java.lang.IllegalStateException: now");
	}

}
