package io.eventsourcing.persistence.exception;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;

/**
 * Thrown if a save has waited for the append lock for longer than the lock timeout.
 * Nothing was stored; the save may be repeated. The message says who holds the lock if
 * that could be determined.
 * <p>
 * The cause is a {@link CannotAcquireLockException}.
 */
public class AppendLockTimeoutException extends TransientEventSourcingException {

	private static final String REASONS = " Possible reasons: another transaction that has saved events is still open, "
			+ "perhaps because its connection is dead and the server has not noticed; too many saves are waiting; "
			+ "or the save before this one is waiting for a connection. "
			+ "Keep transactions that save events short, and save last in them; give the pool enough connections; "
			+ "or raise the lock timeout.";

	private final String holder;

	/**
	 * Creates an exception for a save.
	 * @param timeout the lock timeout
	 * @param cause the exception of the database, or null if it was not involved
	 */
	public AppendLockTimeoutException(Duration timeout, @Nullable Throwable cause) {
		this(timeout, "", cause);
	}

	/**
	 * Creates an exception for a save.
	 * @param timeout the lock timeout
	 * @param holder a sentence that says who holds the lock, or an empty string
	 * @param cause the exception of the database, or null if it was not involved
	 */
	public AppendLockTimeoutException(Duration timeout, String holder, @Nullable Throwable cause) {
		super("The events could not be saved within %d ms, because the append lock was not free; nothing was saved.%s%s"
			.formatted(timeout.toMillis(), holder.isEmpty() ? "" : " " + holder, REASONS),
				new CannotAcquireLockException("The append lock is taken", cause));
		this.holder = holder;
	}

	/**
	 * Returns a sentence that says who holds the append lock, or an empty string if that
	 * could not be determined.
	 */
	public String holder() {
		return this.holder;
	}

}
