package io.eventsourcing.persistence.jdbc.lock;

import java.time.Duration;

import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The maximum time to wait for the append lock, and the holder to name when that time has
 * expired.
 *
 * @param duration the maximum time
 * @param holder describes the holder of the lock
 */
public record LockTimeout(Duration duration, LockHolder holder) {

	/**
	 * Returns the exception for a save; must be called in the thread of its caller,
	 * because the holder of the lock is looked up.
	 * @param cause the exception of the database or of a shorter wait, or null if there
	 * was none
	 */
	public AppendLockTimeoutException exception(@Nullable Throwable cause) {
		if (cause instanceof AppendLockTimeoutException shorter) {
			return new AppendLockTimeoutException(this.duration, shorter.holder(), null);
		}
		return new AppendLockTimeoutException(this.duration, this.holder.describe(), cause);
	}

}
