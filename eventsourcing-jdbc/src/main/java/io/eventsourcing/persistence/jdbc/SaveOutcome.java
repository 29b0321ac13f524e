package io.eventsourcing.persistence.jdbc;

import java.util.function.Supplier;

import io.eventsourcing.persistence.recorder.SaveOutcomeUnknownException;

/** What has become of a save that was tried. */
sealed interface SaveOutcome {

	/** It does not fit to what is stored: its caller may find out why. */
	SaveOutcome REFUSED = new Refused();

	/** A neighbour may have spoilt it; nothing is stored: it is to be tried alone. */
	SaveOutcome SPOILT = new Spoilt();

	/**
	 * Whoever wrote it has died in the middle, for example because there is no memory.
	 */
	SaveOutcome ABANDONED = new Failed(
			() -> new SaveOutcomeUnknownException(new IllegalStateException("The thread that wrote them has failed")));

	/**
	 * It is stored.
	 *
	 * @param firstId the id of its first event
	 */
	record Stored(long firstId) implements SaveOutcome {
	}

	/** See {@link #REFUSED}. */
	record Refused() implements SaveOutcome {
	}

	/** See {@link #SPOILT}. */
	record Spoilt() implements SaveOutcome {
	}

	/**
	 * It has failed.
	 *
	 * @param reason makes the exception, in the thread of the caller
	 */
	record Failed(Supplier<? extends RuntimeException> reason) implements SaveOutcome {
	}

}
