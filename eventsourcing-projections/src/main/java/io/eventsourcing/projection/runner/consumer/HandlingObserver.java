package io.eventsourcing.projection.runner.consumer;

import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.Recording;

/**
 * Surrounds the work of projections and process applications, for logging and
 * measurements. Each method runs what it is given exactly once, in the current thread,
 * and passes on what it returns or throws. Implementations are thread-safe.
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

	/** Returns an observer that runs the given ones, the first one outermost. */
	static HandlingObserver of(Iterable<HandlingObserver> observers) {
		HandlingObserver all = NONE;
		for (HandlingObserver observer : observers) {
			all = (all == NONE) ? observer : new NestedObservers(all, observer);
		}
		return all;
	}

}
