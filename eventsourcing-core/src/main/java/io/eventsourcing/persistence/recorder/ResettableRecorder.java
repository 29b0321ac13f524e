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
	 * @throws IllegalStateException if the recorder must not be reset
	 */
	void reset();

	/**
	 * Checks whether the recorder may be reset, so that a test which may not do so fails
	 * before anything has been changed. By default, every recorder may be reset.
	 * @throws IllegalStateException if the recorder must not be reset
	 */
	default void requireResettable() {
	}

}
