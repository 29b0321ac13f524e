package io.eventsourcing.application;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Loads, changes and saves aggregates, and repeats these steps after a conflict.
 * <p>
 * Threads of this process that change the same aggregate take {@link Turns}, so that only
 * conflicts with other processes and with plain saves remain. After each conflict, the
 * thread pauses for a random time, so that two processes do not stay in step, and keeps
 * its turn.
 * <p>
 * In a caller's transaction, only one attempt is made, without a turn. After a conflict,
 * PostgreSQL may have aborted the transaction, so a second attempt would be in vain; and
 * a thread that waited for its turn while its transaction holds the append lock would
 * prevent the thread whose turn it is from saving.
 */
final class Changes {

	/**
	 * The maximum number of attempts. With two and four processes that changed one
	 * aggregate without a break, all of some thousand changes were stored by the
	 * fourteenth attempt.
	 */
	private static final int ATTEMPTS = 50;

	private static final long SHORTEST_PAUSE_MICROS = 500;

	private static final long LONGEST_PAUSE_MICROS = 50_000;

	private final Repository repository;

	private final Turns turns = new Turns();

	Changes(Repository repository) {
		this.repository = repository;
	}

	<A extends Aggregate, R extends @Nullable Object> R run(Class<A> type, UUID id,
			Function<? super A, ? extends R> change) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return attempt(type, id, change, ATTEMPTS);
		}
		return this.turns.take(id, () -> attempt(type, id, change, 1));
	}

	private <A extends Aggregate, R extends @Nullable Object> R attempt(Class<A> type, UUID id,
			Function<? super A, ? extends R> change, int first) {
		for (int attempt = first;; attempt++) {
			A aggregate = this.repository.get(type, id);
			R result = change.apply(aggregate);
			try {
				this.repository.save(aggregate);
				return result;
			}
			catch (RecordConflictException ex) {
				if (attempt >= ATTEMPTS) {
					throw ex;
				}
				pause(attempt, ex);
			}
		}
	}

	private static void pause(int attempt, RecordConflictException conflict) {
		long longest = Math.min(SHORTEST_PAUSE_MICROS << Math.min(attempt, 10), LONGEST_PAUSE_MICROS);
		try {
			TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(longest));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EventSourcingException("Interrupted while waiting to change the aggregate %s; nothing was saved"
				.formatted(conflict.originatorId()), conflict);
		}
	}

}
