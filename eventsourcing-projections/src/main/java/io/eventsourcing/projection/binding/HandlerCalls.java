package io.eventsourcing.projection.binding;

import io.eventsourcing.persistence.Recording;

/** Surrounds each call of a method that handles events. */
@FunctionalInterface
public interface HandlerCalls {

	/** Calls the methods, and does nothing else. */
	HandlerCalls DIRECT = (event, call) -> call.run();

	/**
	 * Runs a call, exactly once and in the current thread.
	 * @param event the event that the method handles, or the first one of a list
	 * @param call the call; what it throws must be passed on
	 */
	void around(Recording event, Runnable call);

}
