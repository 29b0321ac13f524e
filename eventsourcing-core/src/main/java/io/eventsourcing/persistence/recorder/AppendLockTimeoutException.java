package io.eventsourcing.persistence.recorder;

import java.time.Duration;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;

/**
 * Another transaction has kept the right to append events for too long. Nothing of the
 * save was stored; it may be repeated.
 * <p>
 * Its cause is a {@link CannotAcquireLockException}, so that Spring's retry support
 * recognises it.
 */
public class AppendLockTimeoutException extends EventSourcingException {

	public AppendLockTimeoutException(Duration timeout, @Nullable Throwable cause) {
		super(("Could not append events within %d ms, because another transaction that has saved events is still open, "
				+ "too many saves are waiting, or the one before waits for a connection; nothing was saved. "
				+ "Keep transactions short that save events, and save last in them; give the pool enough connections; "
				+ "or raise the lock timeout.")
			.formatted(timeout.toMillis()), new CannotAcquireLockException("The append lock is taken", cause));
	}

}
