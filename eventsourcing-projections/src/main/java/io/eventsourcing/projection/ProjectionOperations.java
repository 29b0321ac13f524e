package io.eventsourcing.projection;

/**
 * Pauses, rebuilds and replaces projections. All methods work from any process, whichever
 * process runs the projection, except where noted; they wait for the transactions in
 * which the projection is handling events. Thread-safe.
 */
public interface ProjectionOperations {

	/**
	 * Pauses a projection until it is resumed, even across restarts. When this method
	 * returns, the projection handles no more events.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	void pause(String name);

	/**
	 * Resumes a paused projection. This takes effect within about a second by default.
	 * Has no effect if the projection is not paused.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	void resume(String name);

	/**
	 * Empties the read model of a projection and makes the projection handle all events
	 * again. Its {@link OnReset} method runs in the transaction that moves the position
	 * back to the start. Handlers with {@code replay = false} are not called again.
	 * Parked events are removed, because they are handled again as well. This method
	 * returns when that transaction has been committed; use {@link Projections#await} to
	 * wait for the end of the rebuild.
	 * @throws IllegalArgumentException if there is no such projection
	 * @throws OperationRefusedException if the projection has no method that is annotated
	 * with {@link OnReset}, or if this process does not contain the code of the version
	 * that is in use
	 */
	void rebuild(String name);

	/**
	 * Makes another version of a projection replace the version that is in use, as soon
	 * as it has caught up with it. A version with a higher number does so without a
	 * request; this method is needed to return to a lower version.
	 * @throws IllegalArgumentException if there is no such projection, or if the version
	 * has never been deployed
	 */
	void activate(String name, int version);

	/**
	 * Deletes the positions and parked events of a projection whose code has been
	 * removed. Its read model is not changed. Should the code be deployed again, the
	 * projection starts with the first event.
	 * @throws IllegalArgumentException if there is no such projection
	 * @throws OperationRefusedException if a running process contains the code of the
	 * projection
	 */
	void forget(String name);

	/**
	 * Deletes the positions and parked events of a version of a projection whose code has
	 * been removed. The tables of the version are not changed.
	 * @throws IllegalArgumentException if there is no such version
	 * @throws OperationRefusedException if the version is in use, or if a running process
	 * contains its code
	 */
	void forget(String name, int version);

	/**
	 * Deletes the positions and parked events of a projection in a log that it no longer
	 * follows, for all versions of which this is true. The read model is not changed.
	 * Should the projection follow the log again, it starts with the first event.
	 * @param log the name of the log, as in {@link Follows}; {@code log} for the log of
	 * the own event store
	 * @throws IllegalArgumentException if there is no such projection, or if it has no
	 * position in the log
	 * @throws OperationRefusedException if the projection follows the log, or has no
	 * position in another log
	 */
	void forget(String name, String log);

	/**
	 * Changes the number of partitions of the version of a projection that is in use.
	 * @param partitions the new number of partitions
	 * @throws IllegalArgumentException if there is no such projection, or if the number
	 * is not positive
	 * @throws OperationRefusedException if a partition is far behind the others, if the
	 * projection is being rebuilt, or if this process does not contain the code of the
	 * version
	 */
	void repartition(String name, int partitions);

}
