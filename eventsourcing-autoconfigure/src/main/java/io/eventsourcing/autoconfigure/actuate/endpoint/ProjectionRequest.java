package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.UUID;

import io.eventsourcing.domain.Internal;
import org.jspecify.annotations.Nullable;

/**
 * A request of an operator for an action on a projection.
 *
 * @param action the action
 * @param version the version to activate or forget
 * @param partitions the new number of partitions
 * @param aggregateId the aggregate whose parked events are retried; null for all
 * @param notificationId the parked event to discard
 * @param log the log whose positions are forgotten; null for all
 */
@Internal
public record ProjectionRequest(ProjectionAction action, @Nullable Integer version, @Nullable Integer partitions,
		@Nullable UUID aggregateId, @Nullable Long notificationId, @Nullable String log) {

	static ProjectionRequest of(ProjectionAction action) {
		return new ProjectionRequest(action, null, null, null, null, null);
	}

	ProjectionRequest withVersion(int number) {
		return new ProjectionRequest(this.action, number, this.partitions, this.aggregateId, this.notificationId,
				this.log);
	}

	ProjectionRequest withPartitions(int number) {
		return new ProjectionRequest(this.action, this.version, number, this.aggregateId, this.notificationId,
				this.log);
	}

	ProjectionRequest withAggregateId(UUID id) {
		return new ProjectionRequest(this.action, this.version, this.partitions, id, this.notificationId, this.log);
	}

	ProjectionRequest withNotificationId(long id) {
		return new ProjectionRequest(this.action, this.version, this.partitions, this.aggregateId, id, this.log);
	}

	ProjectionRequest withLog(String name) {
		return new ProjectionRequest(this.action, this.version, this.partitions, this.aggregateId, this.notificationId,
				name);
	}

	/**
	 * Returns a parameter of the action.
	 * @param name the name of the parameter
	 * @throws InvalidRequestException if the request does not contain it
	 */
	public <T> T require(@Nullable T value, String name) {
		if (value == null) {
			throw new InvalidRequestException("The action '%s' needs the parameter '%s'".formatted(this.action, name));
		}
		return value;
	}

}
