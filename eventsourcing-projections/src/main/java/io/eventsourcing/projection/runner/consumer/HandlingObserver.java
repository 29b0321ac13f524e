package io.eventsourcing.projection.runner.consumer;

import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.OnFailure;

/**
 * Surrounds the work of projections and process applications, for logging and
 * measurements. Each method that is given work runs it exactly once, in the current
 * thread, and passes on what it returns or throws. Implementations are thread-safe.
 */
public interface HandlingObserver {

	/** Observes nothing. */
	HandlingObserver NONE = new HandlingObserver() {
	};

	/**
	 * Runs the transaction in which a projection handles a batch of events, while it is
	 * behind the head of the log, or is being rebuilt.
	 * @param projection the name of the projection
	 * @param events the number of events
	 * @param transaction returns whether the events have been handled
	 * @return the result of the transaction
	 */
	default boolean catchUp(String projection, int events, BooleanSupplier transaction) {
		return transaction.getAsBoolean();
	}

	/**
	 * Runs the method that handles an event, within its transaction, or the policy of a
	 * process application.
	 * @param projection the name of the projection
	 * @param event the event, or the first event of a list
	 * @param live whether the projection has reached the head of the log, and has not
	 * handled the event before
	 * @param handling calls the method
	 */
	default void handle(String projection, Recording event, boolean live, Runnable handling) {
		handling.run();
	}

	/**
	 * Called after the transaction in which a projection has moved past an event that it
	 * could not handle. An exception is only logged.
	 * @param projection the name of the projection
	 * @param notificationId the notification id of the event
	 * @param policy {@link OnFailure#PARK} if the event was parked,
	 * {@link OnFailure#SKIP} if it was skipped
	 */
	default void passed(String projection, long notificationId, OnFailure policy) {
	}

	/** Returns an observer that runs the given ones, the first one outermost. */
	static HandlingObserver of(Iterable<HandlingObserver> observers) {
		HandlingObserver all = NONE;
		for (HandlingObserver observer : observers) {
			all = (all == NONE) ? observer : new NestedObservers(all, observer);
		}
		return all;
	}

}
