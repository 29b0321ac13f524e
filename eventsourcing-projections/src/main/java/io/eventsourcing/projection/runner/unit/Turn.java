package io.eventsourcing.projection.runner.unit;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.TrackedPosition;

/**
 * The state of a unit when a thread begins to process it. Immutable.
 *
 * @param state the stored state
 * @param passed the id up to which there are no events left to handle
 * @param generation changes whenever events that were read ahead must be discarded
 * @param requested whether there may be requests for parked events
 */
record Turn(OwnedState state, long passed, int generation, boolean requested) {

	/** Returns the stored position. */
	TrackedPosition stored() {
		return this.state.stored();
	}

	/**
	 * Returns whether an event was already handled, so that it has no side effects.
	 */
	boolean isReplay(Recording recording) {
		return !this.state.active() || recording.notificationId() <= this.state.replayUntil();
	}

}
