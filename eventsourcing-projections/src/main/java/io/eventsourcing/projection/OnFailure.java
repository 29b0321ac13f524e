package io.eventsourcing.projection;

/** What a projection does with an event that it repeatedly failed to handle. */
public enum OnFailure {

	/**
	 * The projection waits in front of the event. It tries again, at growing intervals of
	 * up to a minute, until it succeeds.
	 */
	STOP,

	/** The projection logs an error and continues with the next event. */
	SKIP

}
