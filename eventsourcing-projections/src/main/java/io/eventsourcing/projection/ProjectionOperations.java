package io.eventsourcing.projection;

/**
 * What an operator can do with projections. All calls work from every process, and take
 * effect within a second, wherever the projection runs. Thread-safe.
 */
public interface ProjectionOperations {

	/**
	 * Pauses a projection, until it is resumed; also across restarts. Waits for the
	 * transaction in which it handles events at the moment.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	void pause(String name);

	/**
	 * Resumes a projection that was paused. Has no effect on others.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	void resume(String name);

}
