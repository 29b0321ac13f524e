package io.eventsourcing.persistence.jdbc.append;

import java.util.function.Supplier;

import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

/** The result of an attempt to write an append. Immutable. */
sealed interface AppendResult {

	/** The append does not follow the stored events; its caller determines why. */
	AppendResult CONFLICT = new Conflict();

	/**
	 * Nothing of the group was stored, possibly because of another append; this append
	 * has to be retried alone.
	 */
	AppendResult RETRY_ALONE = new RetryAlone();

	/** The append has waited in the queue for the maximum time. */
	AppendResult WITHDRAWN = new LockTimeout(null);

	/**
	 * The thread that wrote the group has ended before finishing it. Created in advance,
	 * because an {@link OutOfMemoryError} may have ended the thread.
	 */
	AppendResult ABANDONED = new Failed(() -> new SaveOutcomeUnknownException(
			new IllegalStateException("The thread that was writing the events has ended")));

	/**
	 * The events are stored.
	 *
	 * @param firstId the notification id of the first event
	 */
	record Stored(long firstId) implements AppendResult {
	}

	/** The type of {@link #CONFLICT}. */
	record Conflict() implements AppendResult {
	}

	/** The type of {@link #RETRY_ALONE}. */
	record RetryAlone() implements AppendResult {
	}

	/**
	 * Nothing was stored, because another transaction holds the append lock. The append
	 * can be written again while its caller has time left.
	 *
	 * @param failure the reason, or null if the append was still queued
	 */
	record LockTimeout(@Nullable Exception failure) implements AppendResult {
	}

	/**
	 * The append has failed.
	 *
	 * @param reason creates the exception, in the thread of the caller
	 */
	record Failed(Supplier<? extends RuntimeException> reason) implements AppendResult {
	}

}
