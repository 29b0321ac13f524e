package io.eventsourcing.persistence.tracking;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The stored state of a consumer.
 *
 * @param position the position of the consumer
 * @param state whether the consumer is supposed to handle events
 * @param owner the process that runs the consumer, even if its lease has expired; null if
 * there is none, or if that process has left
 * @param changedAt the time of the last change of the owner or the state, by the clock of
 * the database
 * @param failure the last failure of the consumer, or null if it has handled an event
 * since then
 */
public record TrackedConsumer(TrackedPosition position, ConsumerState state, @Nullable Runner owner, Instant changedAt,
		@Nullable ConsumerFailure failure) {

	/** Returns the id of the consumer. */
	public ConsumerId id() {
		return this.position.consumer();
	}

	/** Returns whether the process is the owner of the consumer. */
	public boolean isOwnedBy(UUID runnerId) {
		return this.owner != null && this.owner.id().equals(runnerId);
	}

}
