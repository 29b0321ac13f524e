package io.eventsourcing.persistence.jdbc.faults.history;

/** A promise that was broken. */
public record Violation(Kind kind, String what) {

	/** Which promise. */
	public enum Kind {

		/** A save that was reported as stored, or as contained, is not in the log. */
		LOST,

		/** An event is in the log twice. */
		DOUBLED,

		/** Only some events of a save are in the log. */
		TORN,

		/** A save that was reported as failed is in the log. */
		STORED_THOUGH_FAILED,

		/**
		 * {@code contains} has returned false for a save, and saving it again was
		 * rejected, but the save is in the log.
		 */
		WRONGLY_DENIED,

		/** A save is in the log at another id than the one that was reported. */
		WRONG_ID,

		/** The log contains an event that nobody has saved. */
		UNEXPECTED,

		/** The versions of an aggregate are not 1, 2, 3 and so on. */
		VERSION_GAP,

		/** The ids of a save are not consecutive, or not in the order of its events. */
		NOT_CONSECUTIVE,

		/**
		 * The id of a save is below one that its process had received or seen before it
		 * began the save.
		 */
		LATE_ID,

		/** A follower has moved past an event without seeing it. */
		MISSED,

		/** A follower has seen an event twice. */
		SEEN_TWICE,

		/** A follower has seen an event after one with a larger id. */
		SEEN_OUT_OF_ORDER,

		/** A follower has seen an event that is not in the log. */
		SEEN_BUT_NOT_STORED,

		/** No save succeeds any more, although the fault has ended. */
		STALLED,

		/** Connections or threads remain after the store has been closed. */
		LEAKED

	}

	@Override
	public String toString() {
		return this.kind + ": " + this.what;
	}

}
