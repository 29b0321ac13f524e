package io.eventsourcing.persistence.tracking;

/** Whether a consumer is to handle events. */
public enum ConsumerState {

	/** It handles events, or tries to. */
	RUNNING,

	/** It was paused, until it is resumed. */
	PAUSED

}
