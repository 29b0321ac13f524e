package io.eventsourcing.persistence.exception;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a save would have to wait for a transaction of its own thread. Such a
 * transaction holds the append lock because it has saved events, and the save is not part
 * of it: for example, a save in a new transaction ({@code REQUIRES_NEW}) inside a
 * transaction that has already saved. Nothing was saved. {@code contains} also throws
 * this exception while such a transaction is open.
 */
public class AppendLockHeldException extends EventSourcingException {

	private AppendLockHeldException(@Nullable String transaction, String problem, String fix) {
		super("The transaction %s of this thread has saved events and is still open, so %s would wait for its own thread; nothing was saved. %s."
			.formatted((transaction != null) ? "'" + transaction + "'" : "(without a name)", problem, fix));
	}

	/**
	 * Creates an exception for a save that is not part of the transaction.
	 * @param transaction the name of the transaction, or null
	 */
	public static AppendLockHeldException forSave(@Nullable String transaction) {
		return new AppendLockHeldException(transaction, "a save outside that transaction",
				"Save in that transaction, or after its end");
	}

	/**
	 * Creates an exception for a call of {@code EventStore.contains}.
	 * @param transaction the name of the transaction, or null
	 */
	public static AppendLockHeldException forContains(@Nullable String transaction) {
		return new AppendLockHeldException(transaction, "contains(..), which waits for all saves in progress,",
				"Call it after the end of that transaction");
	}

	/**
	 * Creates an exception for a call of
	 * {@link io.eventsourcing.persistence.recorder.ResettableRecorder#reset}.
	 * @param transaction the name of the transaction, or null
	 */
	public static AppendLockHeldException forReset(@Nullable String transaction) {
		return new AppendLockHeldException(transaction, "reset(), which waits for all saves in progress,",
				"Call it before or after that transaction");
	}

}
