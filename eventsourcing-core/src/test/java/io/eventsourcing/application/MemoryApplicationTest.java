package io.eventsourcing.application;

import java.util.UUID;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTransactionManager;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryApplicationTest extends ApplicationTransactionContract {

	@Override
	ApplicationRecorder createRecorder() {
		return new MemoryRecorder();
	}

	@Override
	PlatformTransactionManager transactionManager() {
		return new MemoryTransactionManager();
	}

	@Test
	void aNewApplicationWorks() {
		DogSchool school = new DogSchool();
		UUID dogId = school.registerDog("Fido");
		assertThat(school.getDog(dogId).name()).isEqualTo("Fido");
		assertThat(school.notificationLog().select(1, 10)).hasSize(1);
	}

	@Test
	void newApplicationsShareNothing() {
		UUID dogId = new DogSchool().registerDog("Fido");
		assertThatExceptionOfType(AggregateNotFoundException.class).isThrownBy(() -> new DogSchool().getDog(dogId));
	}

}
