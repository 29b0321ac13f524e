package io.eventsourcing.persistence.tracking;

/** The stored state of a consumer: whether it is supposed to handle events. */
public enum ConsumerState {

	/** The consumer handles events, or retries an event that it could not handle. */
	RUNNING,

	/** The consumer is paused, and handles no events until it is resumed. */
	PAUSED,

	/**
	 * Another version has replaced this version of the consumer, which handles no events.
	 */
	RETIRED

}
