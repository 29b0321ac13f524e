package io.eventsourcing.projection;

/** What a projection does with an event that it repeatedly failed to handle. */
public enum OnFailure {

	/**
	 * The event is set aside, with its cause, and so are all later events of its
	 * aggregate, which must not overtake it. The projection continues with the events of
	 * other aggregates. Parked events can be retried or discarded.
	 */
	PARK,

	/**
	 * The projection waits in front of the event. It tries again, at growing intervals of
	 * up to a minute, until it succeeds.
	 */
	STOP,

	/** The projection logs an error and continues with the next event. */
	SKIP

}
