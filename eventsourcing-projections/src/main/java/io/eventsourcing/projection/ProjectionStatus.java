package io.eventsourcing.projection;

/** The status of a projection. */
public enum ProjectionStatus {

	/** No process runs it at the moment. */
	WAITING,

	/**
	 * It has not yet reached the head of the log, or the log cannot be read at the
	 * moment.
	 */
	CATCHING_UP,

	/** It has handled all events in the log. */
	LIVE,

	/**
	 * It is a version that is not in use, and follows the version that is in use until it
	 * replaces that version.
	 */
	WARMING,

	/** It is a version that has been replaced by another one, and handles no events. */
	RETIRED,

	/** It is paused, and handles no events until it is resumed. */
	PAUSED,

	/** It could not handle an event, and will retry it shortly. */
	RETRYING,

	/**
	 * It is stopped at an event that it could not handle, and retries it with an
	 * increasing delay of up to a minute.
	 */
	FAILED,

	/**
	 * A method has been handling an event for longer than the handler timeout, and has
	 * not returned. Only the process that runs the projection reports this status.
	 */
	STUCK,

	/** Its position is stored, but this process does not contain its code. */
	ORPHANED

}
