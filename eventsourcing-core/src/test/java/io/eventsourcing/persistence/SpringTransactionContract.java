package io.eventsourcing.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.AppendLockHeldException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** How every recorder takes part in transactions of its callers. */
public abstract class SpringTransactionContract {

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	/** The recorder under test, always the same one within a test, empty at its start. */
	protected abstract ApplicationRecorder recorder();

	/** Another recorder of the same events, or the same one, with this lock timeout. */
	protected abstract ApplicationRecorder recorder(Duration lockTimeout);

	/** Transactions in which the recorders take part. */
	protected abstract TransactionTemplate transaction();

	protected final UUID fido() {
		return this.fido;
	}

	protected final UUID rex() {
		return this.rex;
	}

	private long insert(UUID id, long first, long last) {
		return recorder().insertEvents(Append.of(events(id, first, last)));
	}

	private static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				action.run();
			}

		});
	}

	@Test
	void eventsBelongToTheTransaction() {
		transaction().executeWithoutResult((status) -> {
			insert(this.fido, 1, 2);
			assertThat(stream(recorder(), this.fido)).hasSize(2);
			assertThat(log(recorder())).hasSize(2);
			assertThat(recorder().maxNotificationId()).isPositive();
			assertThat(recorder().findNotificationId(new EventId(this.fido, 2)))
				.hasValue(recorder().maxNotificationId());
			assertThat(elsewhere(() -> recorder().findNotificationId(new EventId(this.fido, 2)))).isEmpty();
			assertThat(elsewhere(() -> log(recorder()))).isEmpty();
			assertThat(elsewhere(() -> stream(recorder(), this.fido))).isEmpty();
			assertThat(elsewhere(recorder()::maxNotificationId)).isZero();
		});
		assertThat(log(recorder())).hasSize(2);
		assertThat(stream(recorder(), this.fido)).hasSize(2);
	}

	@Test
	void othersSeeWhatWasCommittedBefore() {
		insert(this.fido, 1, 2);
		long max = recorder().maxNotificationId();
		transaction().executeWithoutResult((status) -> {
			insert(this.fido, 3, 4);
			assertThat(elsewhere(() -> stream(recorder(), this.fido))).isEqualTo(events(this.fido, 1, 2));
			assertThat(elsewhere(recorder()::maxNotificationId)).isEqualTo(max);
			assertThat(elsewhere(() -> log(recorder()))).hasSize(2);
		});
		assertThat(stream(recorder(), this.fido)).isEqualTo(events(this.fido, 1, 4));
	}

	@Test
	void eventsGoWithTheTransactionAndTheirIdsAreNotUsedAgain() {
		long lost = transaction().execute((status) -> {
			status.setRollbackOnly();
			return insert(this.fido, 1, 2);
		});
		assertThat(log(recorder())).isEmpty();
		assertThat(stream(recorder(), this.fido)).isEmpty();
		assertThat(insert(this.fido, 1, 1)).isGreaterThan(lost + 1);
		assertThat(log(recorder())).hasSize(1);
	}

	@Test
	void anExceptionTakesEventsBack() {
		assertThatIllegalStateException().isThrownBy(() -> transaction().executeWithoutResult((status) -> {
			insert(this.fido, 1, 2);
			throw new IllegalStateException("Part of the test");
		}));
		assertThat(log(recorder())).isEmpty();
	}

	@Test
	void nobodyGetsBetweenTwoSavesOfATransaction() {
		CompletableFuture<Long> other = transaction().execute((status) -> {
			insert(this.fido, 1, 1);
			CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> insert(this.rex, 1, 1));
			insert(this.fido, 2, 3);
			assertThat(waiting).isNotDone();
			return waiting;
		});
		other.join();
		assertThat(log(recorder())).extracting(Notification::event)
			.containsExactly(event(this.fido, 1), event(this.fido, 2), event(this.fido, 3), event(this.rex, 1));
	}

	@Test
	void listenersAreCalledOnceAndAfterTheCommit() {
		List<Long> seen = new ArrayList<>();
		ApplicationRecorder recorder = recorder();
		recorder.onAppend(() -> seen.add(elsewhere(recorder::maxNotificationId)));
		transaction().executeWithoutResult((status) -> {
			insert(this.fido, 1, 1);
			insert(this.fido, 2, 2);
			assertThat(seen).isEmpty();
		});
		assertThat(seen).containsExactly(recorder.maxNotificationId());
		transaction().executeWithoutResult((status) -> {
			insert(this.fido, 3, 3);
			status.setRollbackOnly();
		});
		assertThat(seen).hasSize(1);
	}

	@Test
	void actionsRunAfterARollbackOnly() {
		List<String> actions = new ArrayList<>();
		transaction().executeWithoutResult((status) -> recorder()
			.insertEvents(Append.of(events(this.fido, 1, 1)).onRollback(() -> actions.add("committed"))));
		transaction().executeWithoutResult((status) -> {
			recorder().insertEvents(Append.of(events(this.fido, 2, 2)).onRollback(() -> actions.add("rolled back")));
			status.setRollbackOnly();
			assertThat(actions).isEmpty();
		});
		recorder().insertEvents(Append.of(events(this.fido, 2, 2)).onRollback(() -> actions.add("no transaction")));
		assertThat(actions).containsExactly("rolled back");
	}

	@Test
	void actionsRunWhenASavepointTakesTheEventsBack() {
		List<String> actions = new ArrayList<>();
		transaction().executeWithoutResult((status) -> {
			recorder().insertEvents(Append.of(events(this.fido, 1, 1)).onRollback(() -> actions.add("before")));
			Object outer = status.createSavepoint();
			recorder().insertEvents(Append.of(events(this.fido, 2, 2)).onRollback(() -> actions.add("within")));
			Object inner = status.createSavepoint();
			status.rollbackToSavepoint(inner);
			assertThat(actions).isEmpty();
			status.rollbackToSavepoint(outer);
			assertThat(actions).containsExactly("within");
			recorder().insertEvents(Append.of(events(this.fido, 2, 3)));
		});
		assertThat(actions).containsExactly("within");
		assertThat(stream(recorder(), this.fido)).isEqualTo(events(this.fido, 1, 3));
	}

	@Test
	void aSavepointBeforeTheFirstEventTakesAllBack() {
		transaction().executeWithoutResult((status) -> {
			Object savepoint = status.createSavepoint();
			insert(this.fido, 1, 2);
			status.rollbackToSavepoint(savepoint);
			assertThat(log(recorder())).isEmpty();
			insert(this.rex, 1, 1);
		});
		assertThat(log(recorder())).extracting(Notification::event).containsExactly(event(this.rex, 1));
	}

	@Test
	void aRefusedSaveDoesNotSpoilTheTransaction() {
		insert(this.fido, 1, 1);
		transaction().executeWithoutResult((status) -> {
			insert(this.rex, 1, 1);
			assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> insert(this.fido, 1, 1));
			assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> insert(this.fido, 1, 2));
			assertThatExceptionOfType(VersionGapException.class).isThrownBy(() -> insert(this.fido, 3, 3));
			insert(this.fido, 2, 2);
		});
		assertThat(log(recorder())).extracting(Notification::event)
			.containsExactly(event(this.fido, 1), event(this.rex, 1), event(this.fido, 2));
	}

	@Test
	void readOnlyTransactionsMayReadButNotSave() {
		insert(this.fido, 1, 1);
		TransactionTemplate readOnly = transaction();
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			assertThat(stream(recorder(), this.fido)).hasSize(1);
			assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> insert(this.fido, 2, 2))
				.withMessageContaining("read-only transaction")
				.withMessageContaining("readOnly = true");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { TransactionDefinition.ISOLATION_READ_COMMITTED,
			TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE })
	void aConflictIsOneAtEveryIsolationLevel(int isolation) {
		insert(this.fido, 1, 1);
		TransactionTemplate transaction = transaction();
		transaction.setIsolationLevel(isolation);
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> transaction.executeWithoutResult((status) -> {
				assertThat(stream(recorder(), this.fido)).hasSize(1);
				elsewhere(() -> insert(this.fido, 2, 2));
				recorder().insertEvents(Append.of(List.of(event(this.rex, 1), event(this.fido, 2))));
			}))
			.satisfies((ex) -> assertThat(ex.originatorId()).isEqualTo(this.fido))
			.satisfies((ex) -> assertThat(ex.originatorVersion()).isEqualTo(2));
		assertThat(log(recorder())).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(
			ints = { TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE })
	void anOldSnapshotGetsIdsInOrder(int isolation) {
		TransactionTemplate transaction = transaction();
		transaction.setIsolationLevel(isolation);
		transaction.executeWithoutResult((status) -> {
			assertThat(recorder().maxNotificationId()).isZero();
			long id = elsewhere(() -> insert(this.rex, 1, 5));
			assertThat(insert(this.fido, 1, 1)).isEqualTo(id + 5);
		});
	}

	@Test
	void waitingForTheLockEnds() {
		ApplicationRecorder impatient = recorder(Duration.ofMillis(50));
		transaction().executeWithoutResult((status) -> {
			impatient.insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(() -> impatient.insertEvents(Append.of(events(this.rex, 1, 1)))))
				.withMessageContaining("within 50 ms");
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(() -> impatient.insertEvents(Append.of(events(this.rex, 1, 2)))));
		});
		impatient.insertEvents(Append.of(events(this.rex, 1, 1)));
		assertThat(log(impatient)).hasSize(2);
	}

	@Test
	void aTransactionDoesNotWaitForTheLockForEver() {
		ApplicationRecorder impatient = recorder(Duration.ofMillis(50));
		TransactionTemplate other = transaction();
		transaction().executeWithoutResult((status) -> {
			impatient.insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(
						() -> other.execute((inner) -> impatient.insertEvents(Append.of(events(this.rex, 1, 1))))))
				.withMessageContaining("within 50 ms");
			assertThat(elsewhere(() -> log(impatient))).isEmpty();
		});
		other.executeWithoutResult((status) -> impatient.insertEvents(Append.of(events(this.rex, 1, 1))));
		assertThat(log(impatient)).hasSize(2);
	}

	@Test
	void aSuspendedTransactionGoesOn() {
		TransactionTemplate inner = transaction();
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction().executeWithoutResult((status) -> {
			inner.executeWithoutResult((other) -> insert(this.rex, 1, 1));
			insert(this.fido, 1, 1);
			inner.executeWithoutResult((other) -> assertThat(stream(recorder(), this.fido)).isEmpty());
			assertThat(stream(recorder(), this.fido)).hasSize(1);
			status.setRollbackOnly();
		});
		assertThat(log(recorder())).extracting(Notification::event).containsExactly(event(this.rex, 1));
	}

	/** It would wait for the append lock that its own thread holds. */
	@ParameterizedTest
	@ValueSource(
			ints = { TransactionDefinition.PROPAGATION_REQUIRES_NEW, TransactionDefinition.PROPAGATION_NOT_SUPPORTED })
	void aSaveOutsideATransactionOfTheThreadThatHasSavedIsRefusedAtOnce(int propagation) {
		TransactionTemplate outer = transaction();
		outer.setName("registration");
		TransactionTemplate inner = transaction();
		inner.setPropagationBehavior(propagation);
		outer.executeWithoutResult((status) -> {
			insert(this.fido, 1, 1);
			assertThatExceptionOfType(AppendLockHeldException.class)
				.isThrownBy(() -> inner.executeWithoutResult((other) -> insert(this.rex, 1, 1)))
				.withMessageContaining("'registration'");
			insert(this.fido, 2, 2);
		});
		inner.executeWithoutResult((other) -> insert(this.rex, 1, 1));
		assertThat(log(recorder())).hasSize(3);
	}

	@Test
	void whatATransactionHasSavedIsNotCertainBeforeItsEnd() {
		List<StoredEvent> saved = events(this.fido, 1, 1);
		transaction().executeWithoutResult((status) -> {
			assertThat(Events.areStored(recorder(), saved)).isFalse();
			insert(this.fido, 1, 1);
			assertThatExceptionOfType(AppendLockHeldException.class)
				.isThrownBy(() -> Events.areStored(recorder(), saved))
				.withMessageContaining("contains(..)");
		});
		assertThat(Events.areStored(recorder(), saved)).isTrue();
	}

	@Test
	void anEventThatIsSavedAfterTheCommitIsNoPartOfTheTransaction() {
		transaction().executeWithoutResult((status) -> {
			afterCommit(() -> {
				insert(this.rex, 1, 1);
				assertThat(elsewhere(() -> log(recorder()))).hasSize(2);
			});
			insert(this.fido, 1, 1);
		});
		assertThat(log(recorder())).extracting(Notification::event)
			.containsExactly(event(this.fido, 1), event(this.rex, 1));
	}

	@Test
	void aFailureAfterTheCommitTakesNothingBack() {
		assertThatIllegalStateException().isThrownBy(() -> transaction().executeWithoutResult((status) -> {
			afterCommit(() -> {
				throw new IllegalStateException("Part of the test");
			});
			insert(this.fido, 1, 1);
		}));
		assertThat(log(recorder())).hasSize(1);
		elsewhere(() -> insert(this.rex, 1, 1));
	}

}
