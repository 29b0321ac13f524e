package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.eventsourcing.persistence.tracking.ConsumerId;
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
	 * events that the version in use has not handled yet. If there is no version in use
	 * for the same log, it is the end of the log.
	 */
	public long limit() {
		return rows(TrackedConsumer::active).mapToLong(TakeOver::handledUpTo)
			.min()
			.orElseGet(() -> this.unit.consumer().upstream().log().maxId());
	}

	/**
	 * Returns whether the other partitions of this version have come so far that an
	 * attempt, which locks the rows of both versions, is probably successful.
	 * @param limit the position that this partition has reached
	 */
	public boolean isNear(long limit) {
		int slack = 10 * this.unit.consumer().options().batchSize();
		return rows((row) -> row.id().version() == this.unit.id().version() && !row.id().equals(this.unit.id()))
			.allMatch((row) -> row.position().notificationId() >= limit - slack && !isStoppedAtEvent(row));
	}

	/**
	 * Returns whether a partition cannot handle its next event. If it has failed to take
	 * over, that is stored as a failure at its position, and is no reason to wait.
	 */
	private static boolean isStoppedAtEvent(TrackedConsumer row) {
		return row.failure() != null && row.failure().notificationId() > row.position().notificationId();
	}

	private Stream<TrackedConsumer> rows(Predicate<TrackedConsumer> condition) {
		return this.settings.tracking()
			.consumers()
			.stream()
			.filter((row) -> row.id().consumer().equals(this.unit.id().consumer())
					&& row.id().upstream().equals(this.unit.id().upstream()))
			.filter(condition);
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
			List<TrackedConsumer> own = versions.of(this.unit.id().version(), this.unit.id().upstream());
			List<TrackedConsumer> old = versions.of(versions.active(), this.unit.id().upstream());
			if (!isWanted(versions, own, old)) {
				result[0] = Result.NOT_WANTED;
				return versions;
			}
			long target = old.stream().mapToLong(TakeOver::handledUpTo).max().orElse(0);
			boolean done = this.outstanding.handle(own, target, this.unit.consumer().options().batchSize(),
					(recording) -> recording.notificationId() <= handledUpTo(
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

	/**
	 * Returns the id up to which the events have been handled at least once. During a
	 * rebuild, it is above the position.
	 */
	private static long handledUpTo(TrackedConsumer row) {
		return Math.max(row.position().notificationId(), row.replayUntil());
	}

	/**
	 * Returns whether this version must replace the version in use: because it is higher,
	 * or because that was requested. A version that follows another log than the version
	 * in use replaces it only by request, as it cannot catch up with it.
	 */
	private boolean isWanted(ConsumerVersions versions, List<TrackedConsumer> own, List<TrackedConsumer> old) {
		int version = this.unit.id().version();
		Integer requested = versions.requested();
		boolean next = (requested != null) ? requested == version : version > versions.active() && !old.isEmpty();
		return next && !own.isEmpty() && own.stream().allMatch((row) -> row.state() == ConsumerState.RUNNING);
	}

	private ConsumerVersions replace(ConsumerVersions versions, long target) {
		ConsumerId own = this.unit.id();
		return versions.map((row) -> {
			if (row.id().version() == own.version() && row.id().upstream().equals(own.upstream())) {
				long position = Math.max(row.position().notificationId(), target);
				return row.at(position, Math.max(row.replayUntil(), position));
			}
			return (row.id().version() == versions.active()) ? row.in(ConsumerState.RETIRED) : row;
		}).activate(own.version());
	}

	private void activated(Result result) {
		Runnable activation = this.unit.consumer().handlers().activation();
		if (result == Result.DONE && activation != null) {
			ConsumerScope.run(this.unit.id().consumer(), activation);
		}
	}

}
