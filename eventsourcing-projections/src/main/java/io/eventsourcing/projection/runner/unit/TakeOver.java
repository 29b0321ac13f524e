package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.runner.consumer.OutstandingEvents;
import io.eventsourcing.projection.runner.consumer.Partitions;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;

/**
 * Makes the version of a unit the one that is in use, in place of the version that it has
 * caught up with. Used by one thread at a time.
 * <p>
 * One transaction locks the rows of both versions, so that the old version stands still,
 * handles as a replay what the old version has handled meanwhile, and increases the
 * epochs of both versions. Therefore, the side effects of each event belong to exactly
 * one version: batches of the old version that begin later are rejected, and so are
 * batches of the new version that still take it for inactive. The old version need not be
 * idle.
 */
public final class TakeOver {

	private static final Logger LOGGER = System.getLogger(TakeOver.class.getName());

	/** The results of an attempt. */
	public enum Result {

		/** The version is the one that is in use. */
		DONE,

		/** There are too many events left that only the old version has handled. */
		BEHIND,

		/** The version must not replace the version that is in use. */
		NOT_WANTED

	}

	private final ConsumerUnit unit;

	private final RunnerSettings settings;

	private final OutstandingEvents outstanding;

	public TakeOver(ConsumerUnit unit, RunnerSettings settings) {
		this.unit = unit;
		this.settings = settings;
		this.outstanding = new OutstandingEvents(unit.consumer(), settings);
	}

	/**
	 * Returns the position that this version must not pass, because it would handle
	 * events that the version in use has not handled yet.
	 */
	public long limit() {
		return this.settings.tracking()
			.consumers()
			.stream()
			.filter((row) -> row.active() && row.id().consumer().equals(this.unit.id().consumer())
					&& row.id().upstream().equals(this.unit.id().upstream()))
			.mapToLong((row) -> row.position().notificationId())
			.min()
			.orElse(0);
	}

	/**
	 * Attempts to take over.
	 * @throws RuntimeException if a handler, the method that is annotated with
	 * {@code @OnActivation} or the database fails
	 */
	public Result attempt() {
		Result[] result = { Result.NOT_WANTED };
		String name = this.unit.id().consumer();
		this.settings.tracking().change(name, (versions) -> {
			if (!isWanted(versions)) {
				result[0] = Result.NOT_WANTED;
				return versions;
			}
			List<TrackedConsumer> own = versions.of(this.unit.id().version(), this.unit.id().upstream());
			List<TrackedConsumer> old = versions.of(versions.active(), this.unit.id().upstream());
			long target = old.stream().mapToLong((row) -> row.position().notificationId()).max().orElse(0);
			boolean done = this.outstanding.handle(own, target, this.unit.consumer().options().batchSize(),
					(recording) -> isHandled(recording.notificationId(),
							old.get(Partitions.of(recording.event().originatorId(), old.size()))));
			result[0] = done ? Result.DONE : Result.BEHIND;
			return done ? replace(versions, target) : versions;
		}, () -> activated(result[0]));
		if (result[0] == Result.DONE) {
			LOGGER.log(Level.INFO, "Version {0} of the projection ''{1}'' is now in use",
					Integer.toString(this.unit.id().version()), name);
		}
		return result[0];
	}

	private boolean isWanted(ConsumerVersions versions) {
		int version = this.unit.id().version();
		Integer requested = versions.requested();
		boolean next = (requested != null) ? requested == version : version > versions.active();
		List<TrackedConsumer> own = versions.of(version, this.unit.id().upstream());
		return next && !own.isEmpty() && own.stream().allMatch((row) -> row.state() == ConsumerState.RUNNING);
	}

	private static boolean isHandled(long notificationId, TrackedConsumer row) {
		return notificationId <= row.position().notificationId();
	}

	private ConsumerVersions replace(ConsumerVersions versions, long target) {
		int version = this.unit.id().version();
		return versions.map((row) -> {
			if (row.id().version() == version) {
				return row.at(Math.max(row.position().notificationId(), target), Math.max(row.replayUntil(), target));
			}
			return (row.id().version() == versions.active()) ? row.in(ConsumerState.RETIRED) : row;
		}).activate(version);
	}

	private void activated(Result result) {
		Runnable activation = this.unit.consumer().handlers().activation();
		if (result == Result.DONE && activation != null) {
			ConsumerScope.run(this.unit.id().consumer(), activation);
		}
	}

}
