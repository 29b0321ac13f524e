package io.eventsourcing.persistence.recorder;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;

/**
 * Thrown if a save has waited for the append lock for longer than the lock timeout.
 * Nothing was stored; the save may be repeated.
 * <p>
 * The cause is a {@link CannotAcquireLockException}.
 */
public class AppendLockTimeoutException extends TransientEventSourcingException {

	public AppendLockTimeoutException(Duration timeout, @Nullable Throwable cause) {
		super(("Could not append events within %d ms, because another transaction that has saved events is still open, "
				+ "too many saves are waiting, or the save ahead is waiting for a connection; nothing was saved. "
				+ "Keep transactions that save events short, and save last in them; give the pool enough connections; "
				+ "or raise the lock timeout.")
			.formatted(timeout.toMillis()), new CannotAcquireLockException("The append lock is taken", cause));
	}

}
