package io.eventsourcing.projection;

/**
 * Determines what a projection does with an event that it has repeatedly failed to
 * handle.
 */
public enum OnFailure {

	/**
	 * The projection sets the event aside together with the cause, and does the same with
	 * all later events of the same aggregate, which must not overtake it. It continues
	 * with the events of other aggregates. Parked events can be retried or discarded.
	 */
	PARK,

	/**
	 * The projection stops at the event and retries it, with an increasing delay of up to
	 * a minute, until it succeeds.
	 */
	STOP,

	/** The projection logs an error and continues with the next event. */
	SKIP

}
