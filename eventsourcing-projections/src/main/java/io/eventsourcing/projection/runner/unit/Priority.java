package io.eventsourcing.projection.runner.unit;

/** The priority with which a unit is queued. */
public enum Priority {

	/** At the head of the log. */
	LIVE,

	/** Behind the head of the log. */
	CATCH_UP

}
