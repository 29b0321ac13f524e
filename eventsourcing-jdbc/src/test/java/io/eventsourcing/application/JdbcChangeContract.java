package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Changes of aggregates in a database, within transactions of the caller and without.
 */
abstract class JdbcChangeContract extends ChangeContract {

	private final List<JdbcRecorder> recorders = new ArrayList<>();

	private JdbcTransactionManager transactionManager;

	/** A database whose store, if there is one, is empty. */
	abstract DataSource createDatabase();

	@Override
	ApplicationRecorder createRecorder() {
		DataSource dataSource = createDatabase();
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		this.transactionManager = new JdbcTransactionManager(dataSource);
		return createAnotherRecorder();
	}

	@Override
	ApplicationRecorder createAnotherRecorder() {
		JdbcRecorder recorder = JdbcRecorder.builder(this.transactionManager.getDataSource())
			.transactionManager(this.transactionManager)
			.build();
		this.recorders.add(recorder);
		return recorder;
	}

	@AfterEach
	void close() {
		this.recorders.forEach(JdbcRecorder::close);
	}

	private TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactionManager);
	}

	@Test
	void aChangeJoinsTheTransactionOfTheCaller() {
		transaction().executeWithoutResult((status) -> {
			repository().change(Dog.class, dogId(), (dog) -> dog.addTrick("roll over"));
			assertThat(repository().get(Dog.class, dogId()).tricks()).containsExactly("roll over");
			status.setRollbackOnly();
		});
		assertThat(repository().get(Dog.class, dogId()).tricks()).isEmpty();
		transaction().executeWithoutResult(
				(status) -> repository().change(Dog.class, dogId(), (dog) -> dog.addTrick("play dead")));
		assertThat(repository().get(Dog.class, dogId()).tricks()).containsExactly("play dead");
	}

	@Test
	void aConflictInATransactionIsNotRepeated() {
		AtomicInteger attempts = new AtomicInteger();
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> transaction().executeWithoutResult((status) -> {
				repository().change(Dog.class, dogId(), (dog) -> {
					attempts.incrementAndGet();
					addTrickElsewhere("theirs");
					dog.addTrick("mine");
				});
			}));
		assertThat(attempts).hasValue(1);
		assertThat(repository().get(Dog.class, dogId()).tricks()).containsExactly("theirs");
	}

	/** If it waited, it would be for ten seconds. */
	@Test
	@Timeout(8)
	void aTransactionDoesNotWaitForATurn() {
		AtomicInteger attempts = new AtomicInteger();
		repository().change(Dog.class, dogId(), (dog) -> {
			if (attempts.incrementAndGet() == 1) {
				Concurrently.elsewhere(() -> transaction().<UUID>execute(
						(status) -> repository().change(Dog.class, dogId(), (each) -> each.addTrick("theirs")).id()));
			}
			dog.addTrick("mine");
		});
		assertThat(attempts).hasValue(2);
		assertThat(repository().get(Dog.class, dogId()).tricks()).containsExactly("theirs", "mine");
	}

	private void addTrickElsewhere(String trick) {
		Concurrently.elsewhere(() -> repository().change(Dog.class, dogId(), (dog) -> dog.addTrick(trick)));
	}

}
