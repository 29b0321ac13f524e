package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.SpringTransactionContract;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class MemoryTransactionTest extends SpringTransactionContract {

	private final MemoryTransactionManager transactionManager = new MemoryTransactionManager();

	private final MemoryRecorder recorder = new MemoryRecorder();

	@Override
	protected ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected ApplicationRecorder recorder(Duration lockTimeout) {
		return new MemoryRecorder(lockTimeout);
	}

	@Override
	protected TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactionManager);
	}

	@Test
	void aCommitAfterALockTimeoutCommitsNothingOfOthers() {
		MemoryRecorder impatient = new MemoryRecorder(Duration.ofMillis(10));
		List<Long> calls = new ArrayList<>();
		impatient.onAppend(() -> calls.add(impatient.maxNotificationId()));
		transaction().executeWithoutResult((status) -> {
			impatient.insertEvents(Append.of(events(fido(), 1, 1)));
			elsewhere(() -> transaction().execute((other) -> {
				assertThatExceptionOfType(AppendLockTimeoutException.class)
					.isThrownBy(() -> impatient.insertEvents(Append.of(events(rex(), 1, 1))));
				return other;
			}));
			assertThat(elsewhere(() -> log(impatient))).isEmpty();
			assertThatExceptionOfType(AppendLockTimeoutException.class)
				.isThrownBy(() -> elsewhere(() -> impatient.insertEvents(Append.of(events(rex(), 1, 1)))));
			assertThat(calls).isEmpty();
		});
		assertThat(log(impatient)).hasSize(1);
		assertThat(calls).containsExactly(1L);
	}

	@Test
	void anInterruptDoesNotEndAnInsertAndIsKept() throws Exception {
		CompletableFuture<Boolean> other = new CompletableFuture<>();
		transaction().executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(fido(), 1, 1)));
			Thread thread = new Thread(() -> {
				this.recorder.insertEvents(Append.of(events(rex(), 1, 1)));
				other.complete(Thread.interrupted());
			});
			thread.start();
			thread.interrupt();
			await().until(() -> LockSupport.getBlocker(thread) instanceof ConditionObject && !thread.isInterrupted());
		});
		assertThat(other.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(log(this.recorder)).hasSize(2);
	}

	@Test
	void aTransactionMayInsertIntoTwoRecorders() {
		MemoryRecorder other = new MemoryRecorder();
		transaction().executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(fido(), 1, 2)));
			other.insertEvents(Append.of(events(rex(), 1, 3)));
			assertThat(elsewhere(() -> log(other))).isEmpty();
		});
		assertThat(log(this.recorder)).hasSize(2);
		assertThat(log(other)).hasSize(3);
	}

	@Test
	void whatIsSavedFirstAfterTheCommitIsStored() {
		transaction().executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						MemoryTransactionTest.this.recorder.insertEvents(Append.of(events(fido(), 1, 1)));
					}

				}));
		assertThat(elsewhere(() -> log(this.recorder))).hasSize(1);
		elsewhere(() -> this.recorder.insertEvents(Append.of(events(rex(), 1, 1))));
	}

	@Test
	void whatIsSavedAfterTheCompletionIsStoredAtOnce() {
		transaction().executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCompletion(int completion) {
						MemoryTransactionTest.this.recorder.insertEvents(Append.of(events(fido(), 1, 1)));
						assertThat(elsewhere(() -> log(MemoryTransactionTest.this.recorder))).hasSize(1);
					}

				}));
		assertThat(log(this.recorder)).hasSize(1);
	}

	@Test
	void withoutSynchronizationEachInsertIsStoredAtOnce() {
		this.transactionManager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
		transaction().executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(fido(), 1, 1)));
			assertThat(elsewhere(() -> log(this.recorder))).hasSize(1);
		});
	}

	@Test
	void queriesGoAcrossGaps() {
		this.recorder.insertEvents(Append.of(events(fido(), 1, 2)));
		transaction().executeWithoutResult((status) -> {
			this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 3)));
			status.setRollbackOnly();
		});
		this.recorder.insertEvents(Append.of(events(fido(), 3, 4)));
		assertThat(log(this.recorder)).extracting(Notification::id).containsExactly(1L, 2L, 6L, 7L);
		assertThat(this.recorder.maxNotificationId()).isEqualTo(7);
		for (long after : List.of(2L, 3L, 5L)) {
			var query = NotificationQuery.after(after, 10).upTo(6);
			assertThat(this.recorder.selectNotifications(query)).extracting(Notification::id).containsExactly(6L);
		}
	}

}
