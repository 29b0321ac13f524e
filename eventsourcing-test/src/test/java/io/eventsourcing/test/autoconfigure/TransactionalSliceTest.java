package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.context.transaction.BeforeTransaction;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

@EventSourcingTest
@Transactional
@ContextConfiguration(classes = DogApplication.class)
class TransactionalSliceTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private NotificationLog log;

	@BeforeTransaction
	void theStoreIsAlreadyEmpty() {
		assertThat(this.log.maxId()).isZero();
		// is not rolled back, but reset before the next test
		this.school.registerDog("Rex");
	}

	@RepeatedTest(2)
	void whatIsSavedIsSeenByTheTest() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		this.school.registerDog("Fido");
		assertThat(this.log.maxId()).isEqualTo(2);
	}

	@AfterTransaction
	void whatTheTestHasSavedIsRolledBack() {
		assertThat(this.log.maxId()).isEqualTo(1);
	}

}
