package io.eventsourcing.autoconfigure.actuate.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The result of an action on a projection.
 *
 * @param action the action
 * @param requested the number of parked events that will be retried or discarded; null
 * for actions that do not concern parked events
 * @param projection the projection after the action; null if it has been forgotten
 */
public record ProjectionResult(ProjectionAction action, @Nullable Integer requested,
		@Nullable ProjectionDescriptor projection) implements OperationResponseBody {
}
