package io.eventsourcing.projection.runner;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.OperationRefusedException;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.OutstandingEvents;
import io.eventsourcing.projection.runner.consumer.Partitions;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;

/**
 * Replaces the partitions of a projection. First, the partitions that are behind handle
 * the events up to the position of the others, so that the new partitions can start at
 * one position.
 */
final class Repartitioning {

	/** Limits the duration of the transaction that replaces partitions. */
	private static final int MAX_OUTSTANDING = 10_000;

	private final Consumer consumer;

	private final RunnerSettings settings;

	Repartitioning(Consumer consumer, RunnerSettings settings) {
		this.consumer = consumer;
		this.settings = settings;
	}

	/**
	 * Returns the states with the new partitions, in the transaction that replaces them.
	 * @throws OperationRefusedException if the partitions are too far apart, or the
	 * projection is being rebuilt
	 */
	ConsumerVersions apply(ConsumerVersions versions, int partitions) {
		List<TrackedConsumer> old = versions.of(this.consumer.id().version(), this.consumer.id().upstream());
		if (old.size() == partitions) {
			return versions;
		}
		long target = old.stream().mapToLong((row) -> row.position().notificationId()).max().orElse(0);
		long replayUntil = old.stream().mapToLong(TrackedConsumer::replayUntil).max().orElse(0);
		catchUp(old, target, replayUntil);
		reassign(old, partitions);
		List<TrackedConsumer> rows = new ArrayList<>(
				versions.rows().stream().filter((row) -> !old.contains(row)).toList());
		for (int i = 0; i < partitions; i++) {
			rows.add(TrackedConsumer.unowned(this.consumer.id().partition(i), partitions, target, replayUntil,
					old.get(0).state()));
		}
		return versions.with(rows);
	}

	/** Handles the events that only some of the partitions have handled. */
	private void catchUp(List<TrackedConsumer> old, long target, long replayUntil) {
		if (old.stream().anyMatch((row) -> row.position().notificationId() < row.replayUntil())) {
			throw new OperationRefusedException(
					"The partitions of the projection '%s' cannot be replaced while it is being rebuilt. Try again when all of them have reached the positions that they had before the rebuild."
						.formatted(this.consumer.definition().name()));
		}
		boolean done = new OutstandingEvents(this.consumer, this.settings).handle(old, target, MAX_OUTSTANDING,
				(recording) -> recording.notificationId() <= replayUntil);
		if (!done) {
			throw new OperationRefusedException(
					"The partitions of the projection '%s' cannot be replaced yet, because one of them is more than %d events behind the others. Try again when it has caught up."
						.formatted(this.consumer.definition().name(), MAX_OUTSTANDING));
		}
	}

	/** Moves the parked events to the partitions to which their aggregates now belong. */
	private void reassign(List<TrackedConsumer> old, int partitions) {
		for (TrackedConsumer row : old) {
			for (ParkedEvent event : this.settings.parkedEvents().find(row.id())) {
				int partition = Partitions.of(event.originatorId(), partitions);
				if (partition != row.id().partition()) {
					this.settings.parkedEvents()
						.reassign(row.id(), event.notificationId(), row.id().partition(partition));
				}
			}
		}
	}

}
