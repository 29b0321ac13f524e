package io.eventsourcing.persistence.recorder;

/**
 * A recorder whose contents can be deleted, so that each test begins with an empty store.
 * Tests call it through {@code @ResetEventStore}; applications do not use it.
 */
public interface ResettableRecorder {

	/**
	 * Deletes everything that the recorder stores, so that the next notification id is 1.
	 * Whoever follows the log must stop before and start again afterwards, because a
	 * position that was reached before is ahead of the new events. Does not take part in
	 * the caller's transaction.
	 */
	void reset();

}
