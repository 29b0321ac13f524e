package io.eventsourcing.persistence.tracking;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is stored about a consumer.
 *
 * @param position its position
 * @param state whether it is to handle events
 * @param owner the process that works for it, or null; its lease may be over
 * @param changedAt the time at which the owner or the state last changed
 * @param failure its last failure, or null if it has handled an event since
 */
public record TrackedConsumer(TrackedPosition position, ConsumerState state, @Nullable Runner owner, Instant changedAt,
		@Nullable ConsumerFailure failure) {

	/** Returns the id of the consumer. */
	public ConsumerId id() {
		return this.position.consumer();
	}

	/** Returns whether the process is the owner. */
	public boolean isOwnedBy(UUID runnerId) {
		return this.owner != null && this.owner.id().equals(runnerId);
	}

}
