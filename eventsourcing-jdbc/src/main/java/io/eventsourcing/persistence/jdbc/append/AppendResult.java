package io.eventsourcing.persistence.jdbc.append;

import java.util.function.Supplier;

import io.eventsourcing.persistence.recorder.SaveOutcomeUnknownException;

/** What has become of an append that was tried. Immutable. */
sealed interface AppendResult {

	/** The append does not follow what is stored; its caller finds out why. */
	AppendResult CONFLICT = new Conflict();

	/**
	 * Nothing of the group was stored, possibly because of another append: this one is to
	 * be tried again, alone.
	 */
	AppendResult RETRY_ALONE = new RetryAlone();

	/**
	 * The thread that wrote the group has died in the middle of it. Made in advance,
	 * because it may have died for want of memory.
	 */
	AppendResult ABANDONED = new Failed(
			() -> new SaveOutcomeUnknownException(new IllegalStateException("The thread that wrote them has failed")));

	/**
	 * The events are stored.
	 *
	 * @param firstId the notification id of the first event
	 */
	record Stored(long firstId) implements AppendResult {
	}

	/** See {@link #CONFLICT}. */
	record Conflict() implements AppendResult {
	}

	/** See {@link #RETRY_ALONE}. */
	record RetryAlone() implements AppendResult {
	}

	/**
	 * The append has failed.
	 *
	 * @param reason makes the exception, in the thread of the caller
	 */
	record Failed(Supplier<? extends RuntimeException> reason) implements AppendResult {
	}

}
