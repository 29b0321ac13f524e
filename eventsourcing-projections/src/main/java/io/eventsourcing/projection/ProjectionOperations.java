package io.eventsourcing.projection;

/**
 * Pauses and resumes projections. All methods work from any process, whichever process
 * runs the projection. Thread-safe.
 */
public interface ProjectionOperations {

	/**
	 * Pauses a projection until it is resumed, even across restarts. Waits for the
	 * transaction in which it is handling events, if any. When this method returns, the
	 * projection handles no more events.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	void pause(String name);

	/**
	 * Resumes a paused projection. This takes effect within about a second by default.
	 * Has no effect if the projection is not paused.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	void resume(String name);

}
