package io.eventsourcing.projection.runner.schedule;

import io.eventsourcing.projection.runner.unit.ConsumerUnit;

/** The queue of the units on which a thread has to work. Thread-safe. */
public interface UnitQueue {

	/** Queues a unit that the calling thread holds. */
	void add(ConsumerUnit unit);

	/** Ends the work of the calling thread, which holds the unit. */
	default void end(ConsumerUnit unit) {
		if (unit.end(false)) {
			add(unit);
		}
	}

	/** Ends the delay of a unit that is queued for a later time, if it is. */
	void hasten(ConsumerUnit unit);

	/** Makes a thread work on a unit soon, whether it is queued or not. */
	default void schedule(ConsumerUnit unit) {
		if (unit.schedule()) {
			add(unit);
		}
		else {
			hasten(unit);
		}
	}

}
