package io.eventsourcing.persistence.tracking;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The stored state of a consumer.
 *
 * @param position the position of the consumer
 * @param replayUntil the notification id up to which the consumer, or an earlier version
 * of it, has already handled the events once; 0 if it handles all events for the first
 * time
 * @param partitionCount the number of partitions of the version to which it belongs
 * @param active whether its version is the one that is in use
 * @param state whether the consumer is supposed to handle events
 * @param owner the process that runs the consumer, even if its lease has expired; null if
 * there is none, or if that process has left
 * @param leased whether there is an owner whose lease has not expired
 * @param changedAt the time of the last change of the owner or the state, by the clock of
 * the database
 * @param failure the last failure of the consumer, or null if it has handled an event
 * since then
 */
public record TrackedConsumer(TrackedPosition position, long replayUntil, int partitionCount, boolean active,
		ConsumerState state, @Nullable Runner owner, boolean leased, Instant changedAt,
		@Nullable ConsumerFailure failure) {

	/**
	 * Returns the state of a consumer without an owner, to be stored by
	 * {@link ConsumerVersions}.
	 * @param notificationId the id after which it begins to handle events
	 * @param replayUntil the id up to which the events were already handled once
	 */
	public static TrackedConsumer unowned(ConsumerId id, int partitionCount, long notificationId, long replayUntil,
			ConsumerState state) {
		return new TrackedConsumer(new TrackedPosition(id, notificationId, 0), replayUntil, partitionCount, false,
				state, null, false, Instant.EPOCH, null);
	}

	/** Returns the id of the consumer. */
	public ConsumerId id() {
		return this.position.consumer();
	}

	/** Returns whether the process is the owner of the consumer. */
	public boolean isOwnedBy(UUID runnerId) {
		return this.owner != null && this.owner.id().equals(runnerId);
	}

	/** Returns this consumer at another position, without its failure. */
	public TrackedConsumer at(long notificationId, long until) {
		return new TrackedConsumer(new TrackedPosition(id(), notificationId, this.position.epoch()), until,
				this.partitionCount, this.active, this.state, this.owner, this.leased, this.changedAt, null);
	}

	/** Returns this consumer in another state. */
	public TrackedConsumer in(ConsumerState other) {
		return new TrackedConsumer(this.position, this.replayUntil, this.partitionCount, this.active, other, this.owner,
				this.leased, this.changedAt, this.failure);
	}

}
