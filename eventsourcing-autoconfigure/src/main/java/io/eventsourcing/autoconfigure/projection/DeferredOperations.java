package io.eventsourcing.autoconfigure.projection;

import java.util.function.Supplier;

import io.eventsourcing.projection.ProjectionOperations;

/**
 * The operations of a runner that is created when it is first used.
 *
 * @param target returns the operations of the runner
 */
record DeferredOperations(Supplier<ProjectionOperations> target) implements ProjectionOperations {

	@Override
	public void pause(String name) {
		this.target.get().pause(name);
	}

	@Override
	public void resume(String name) {
		this.target.get().resume(name);
	}

	@Override
	public void rebuild(String name) {
		this.target.get().rebuild(name);
	}

	@Override
	public void activate(String name, int version) {
		this.target.get().activate(name, version);
	}

	@Override
	public void forget(String name) {
		this.target.get().forget(name);
	}

	@Override
	public void forget(String name, int version) {
		this.target.get().forget(name, version);
	}

	@Override
	public void forget(String name, String log) {
		this.target.get().forget(name, log);
	}

	@Override
	public void repartition(String name, int partitions) {
		this.target.get().repartition(name, partitions);
	}

}
