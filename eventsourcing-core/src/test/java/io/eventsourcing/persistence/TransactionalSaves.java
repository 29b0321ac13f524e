package io.eventsourcing.persistence;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Ways to save events in Spring transactions. */
public final class TransactionalSaves {

	private final Supplier<TransactionTemplate> transactions;

	/**
	 * @param transactions makes a template that may be changed
	 */
	public TransactionalSaves(Supplier<TransactionTemplate> transactions) {
		this.transactions = transactions;
	}

	/** Saves within and without transactions; the latter are most frequent. */
	public List<WayToSave> all() {
		WayToSave plain = WayToSave.plain();
		return List.of(plain, plain, plain, plain, this::inTransaction, this::inRepeatableRead, this::inSerializable,
				this::andRollBack, this::inPieces, this::afterASavepoint);
	}

	private long inTransaction(ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return inTransaction(TransactionDefinition.ISOLATION_DEFAULT, recorder, events, random);
	}

	private long inRepeatableRead(ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return inTransaction(TransactionDefinition.ISOLATION_REPEATABLE_READ, recorder, events, random);
	}

	private long inSerializable(ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return inTransaction(TransactionDefinition.ISOLATION_SERIALIZABLE, recorder, events, random);
	}

	/** What is read first is the snapshot, where the isolation is one of snapshots. */
	private long inTransaction(int isolation, ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return commit(isolation, (status) -> {
			recorder.maxNotificationId();
			Load.pause(random);
			long first = recorder.insertEvents(Append.of(events));
			Load.pause(random);
			return first;
		});
	}

	private long andRollBack(ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return commit(TransactionDefinition.ISOLATION_DEFAULT, (status) -> {
			recorder.insertEvents(Append.of(events));
			Load.pause(random);
			status.setRollbackOnly();
			return 0;
		});
	}

	/**
	 * The caller holds the append lock between two saves, so that nobody gets between.
	 */
	private long inPieces(ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return commit(TransactionDefinition.ISOLATION_DEFAULT, (status) -> {
			long first = recorder.insertEvents(Append.of(events.subList(0, 1)));
			Load.pause(random);
			if (events.size() > 1) {
				long second = recorder.insertEvents(Append.of(events.subList(1, events.size())));
				assertThat(recorder.selectNotifications(NotificationQuery.after(first, 10).upTo(second - 1))).isEmpty();
			}
			return first;
		});
	}

	private long afterASavepoint(ApplicationRecorder recorder, List<StoredEvent> events, Random random) {
		return commit(TransactionDefinition.ISOLATION_DEFAULT, (status) -> {
			Object savepoint = status.createSavepoint();
			recorder.insertEvents(Append.of(events));
			Load.pause(random);
			status.rollbackToSavepoint(savepoint);
			Load.pause(random);
			return recorder.insertEvents(Append.of(events));
		});
	}

	/** A failure after the action is one of the commit, whose outcome is unknown. */
	private long commit(int isolation, Action action) {
		TransactionTemplate transaction = this.transactions.get();
		transaction.setIsolationLevel(isolation);
		AtomicBoolean committing = new AtomicBoolean();
		try {
			Long id = transaction.execute((status) -> {
				long first = action.run(status);
				committing.set(true);
				return first;
			});
			return (id != null) ? id : 0;
		}
		catch (CannotAcquireLockException ex) {
			// a snapshot was too old, also if the database notices that at the commit
			return 0;
		}
		catch (RuntimeException ex) {
			throw committing.get() ? new SaveOutcomeUnknownException(ex) : ex;
		}
	}

	/** What is done in a transaction. */
	@FunctionalInterface
	private interface Action {

		long run(TransactionStatus status);

	}

}
