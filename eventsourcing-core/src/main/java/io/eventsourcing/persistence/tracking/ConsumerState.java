package io.eventsourcing.persistence.tracking;

/** The stored state of a consumer: whether it is supposed to handle events. */
public enum ConsumerState {

	/** The consumer handles events, or tries to. */
	RUNNING,

	/** The consumer was paused and handles no events until it is resumed. */
	PAUSED

}
