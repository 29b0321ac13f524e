package io.eventsourcing.autoconfigure.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.Projections;

/**
 * The projections of a runner that is created when it is first used, so that a projection
 * can depend on a bean that waits for projections.
 *
 * @param target returns the projections of the runner
 */
record DeferredProjections(Supplier<Projections> target) implements Projections {

	@Override
	public boolean await(String name, long notificationId, Duration timeout) {
		return this.target.get().await(name, notificationId, timeout);
	}

	@Override
	public boolean await(String name, Collection<Recording> saved, Duration timeout) {
		return this.target.get().await(name, saved, timeout);
	}

	@Override
	public boolean awaitAll(Duration timeout) {
		return this.target.get().awaitAll(timeout);
	}

	@Override
	public int activeVersion(String name) {
		return this.target.get().activeVersion(name);
	}

	@Override
	public List<ProjectionState> states() {
		return this.target.get().states();
	}

}
