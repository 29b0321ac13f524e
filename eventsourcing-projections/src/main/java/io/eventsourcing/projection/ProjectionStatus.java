package io.eventsourcing.projection;

/** What a projection is doing. */
public enum ProjectionStatus {

	/** No process works for it at the moment. */
	WAITING,

	/** It handles events that are already older. */
	CATCHING_UP,

	/** It has handled all events in the log. */
	LIVE,

	/** It was paused, and handles no events until it is resumed. */
	PAUSED,

	/** It could not handle an event, and tries again soon. */
	RETRYING,

	/**
	 * It waits in front of an event that it could not handle, and tries again at growing
	 * intervals of up to a minute.
	 */
	FAILED,

	/** Its position is stored, but this process does not have its code. */
	ORPHANED

}
