package io.eventsourcing.projection.runner.unit;

import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;

/**
 * The stored state of a unit as the process that owns the unit knows it. Immutable.
 *
 * @param stored the stored position
 * @param replayUntil the id up to which the events were already handled once
 * @param active whether the version is the one that is in use
 * @param running whether the unit is neither paused nor retired
 * @param abandoned whether the previous owner lost the unit without releasing it
 */
record OwnedState(TrackedPosition stored, long replayUntil, boolean active, boolean running, boolean abandoned) {

	static OwnedState of(TrackedConsumer row, boolean abandoned) {
		return new OwnedState(row.position(), row.replayUntil(), row.active(), isRunning(row), abandoned);
	}

	static boolean isRunning(TrackedConsumer row) {
		return row.state() == ConsumerState.RUNNING;
	}

	/** Returns whether the unit has not changed hands since the position was read. */
	boolean isCurrent(TrackedPosition position) {
		return this.stored.epoch() == position.epoch();
	}

	OwnedState at(TrackedPosition position) {
		return new OwnedState(position, this.replayUntil, this.active, this.running, this.abandoned);
	}

	OwnedState running(boolean value) {
		return new OwnedState(this.stored, this.replayUntil, this.active, value, this.abandoned);
	}

}
