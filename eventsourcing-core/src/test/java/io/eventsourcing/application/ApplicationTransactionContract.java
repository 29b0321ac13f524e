package io.eventsourcing.application;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.Notification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an application does on every store, within transactions of its caller and without.
 */
abstract class ApplicationTransactionContract extends ApplicationSubscriptionContract {

	private TransactionTemplate transaction;

	/** The transactions in which the recorder takes part. */
	abstract PlatformTransactionManager transactionManager();

	@BeforeEach
	void prepareTransactions() {
		this.transaction = new TransactionTemplate(transactionManager());
	}

	@Test
	void aCommitStores() {
		Dog dog = new Dog("Fido");
		this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			assertThat(dog.pendingEvents()).isEmpty();
		});
		assertThat(dog.pendingEvents()).isEmpty();
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog);
	}

	@Test
	void aRollbackStoresNothingAndRestoresPendingEvents() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		List<DomainEvent> pending = dog.pendingEvents();
		this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			status.setRollbackOnly();
		});
		assertThat(repository().exists(Dog.class, dog.id())).isFalse();
		assertThat(school().notificationLog().select(1, 10)).isEmpty();
		assertThat(dog.pendingEvents()).isEqualTo(pending);
	}

	@Test
	void anExceptionOfTheCallerRestoresPendingEvents() {
		Dog dog = new Dog("Fido");
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			throw new IllegalStateException();
		}));
		assertThat(dog.pendingEvents()).hasSize(1);
	}

	@Test
	void whatWasRolledBackIsSavedAgain() {
		Dog dog = new Dog("Fido");
		this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			status.setRollbackOnly();
		});
		dog.addTrick("roll over");
		school().save(dog);
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog);
		assertThat(school().notificationLog().select(1, 10)).extracting(Notification::topic)
			.containsExactly("Dog.Registered", "Dog.TrickAdded");
	}

	@Test
	void anAggregateIsSavedSeveralTimesInATransaction() {
		Dog dog = new Dog("Fido");
		this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			dog.addTrick("roll over");
			school().save(dog);
			dog.addTrick("play dead");
			school().save(dog);
		});
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog);
	}

	@Test
	void aRollbackOfSeveralSavesRestoresPendingEventsInOrder() {
		Dog dog = new Dog("Fido");
		this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			dog.addTrick("roll over");
			school().save(dog);
			dog.addTrick("play dead");
			school().save(dog);
			dog.addTrick("fetch");
			status.setRollbackOnly();
		});
		assertThat(dog.pendingEvents()).extracting(DomainEvent::originatorVersion).containsExactly(1L, 2L, 3L, 4L);
		school().save(dog);
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog);
	}

	@Test
	void aRollbackToASavepointRestoresWhatCameAfterIt() {
		Dog dog = new Dog("Fido");
		TransactionTemplate nested = new TransactionTemplate(this.transaction.getTransactionManager());
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.transaction.executeWithoutResult((status) -> {
			school().save(dog);
			nested.executeWithoutResult((inner) -> {
				dog.addTrick("roll over");
				school().save(dog);
				inner.setRollbackOnly();
			});
			assertThat(dog.pendingEvents()).extracting(DomainEvent::originatorVersion).containsExactly(2L);
			dog.addTrick("play dead");
			school().save(dog);
		});
		assertThat(dog.pendingEvents()).isEmpty();
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog);
	}

	@Test
	void aTransactionReadsWhatItSaved() {
		this.transaction.executeWithoutResult((status) -> {
			UUID dogId = school().registerDog("Fido");
			school().addTrick(dogId, "roll over");
			assertThat(school().getDog(dogId).tricks()).containsExactly("roll over");
			status.setRollbackOnly();
		});
	}

	@Test
	void aConflictInATransactionKeepsEventsPending() {
		UUID dogId = school().registerDog("Fido");
		Dog mine = repository().get(Dog.class, dogId);
		mine.addTrick("play dead");
		school().addTrick(dogId, "roll over");
		Dog other = new Dog("Rex");
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> school().save(other, mine)));
		assertThat(mine.pendingEvents()).hasSize(1);
		assertThat(other.pendingEvents()).hasSize(1);
		assertThat(repository().exists(Dog.class, other.id())).isFalse();
	}

}
