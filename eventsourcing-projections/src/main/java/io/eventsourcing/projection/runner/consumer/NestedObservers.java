package io.eventsourcing.projection.runner.consumer;

import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.OnFailure;

/**
 * An observer within another one.
 *
 * @param outer surrounds the inner one
 * @param inner surrounds the work
 */
record NestedObservers(HandlingObserver outer, HandlingObserver inner) implements HandlingObserver {

	@Override
	public boolean catchUp(String projection, int events, BooleanSupplier transaction) {
		return this.outer.catchUp(projection, events, () -> this.inner.catchUp(projection, events, transaction));
	}

	@Override
	public void handle(String projection, Recording event, boolean live, Runnable handling) {
		this.outer.handle(projection, event, live, () -> this.inner.handle(projection, event, live, handling));
	}

	@Override
	public void passed(String projection, long notificationId, OnFailure policy) {
		try {
			this.outer.passed(projection, notificationId, policy);
		}
		finally {
			this.inner.passed(projection, notificationId, policy);
		}
	}

}
