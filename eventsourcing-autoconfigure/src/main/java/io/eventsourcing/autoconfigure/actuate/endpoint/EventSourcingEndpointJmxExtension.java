package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.UUID;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;
import org.springframework.jmx.export.annotation.ManagedOperation;

/**
 * {@link EndpointJmxExtension} with one operation for each action on a single projection,
 * whose parameters are those of the action. Consoles cannot edit parameters of all types,
 * nor leave one out, so an id is a {@code String}, and no parameter is optional.
 */
@EndpointJmxExtension(endpoint = EventSourcingEndpoint.class)
final class EventSourcingEndpointJmxExtension {

	private final EventSourcingEndpoint endpoint;

	EventSourcingEndpointJmxExtension(EventSourcingEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation
	@ManagedOperation(description = "Describes a projection or process application")
	public ProjectionDescriptor projection(String name) {
		return this.endpoint.projection(name);
	}

	@ReadOperation
	@ManagedOperation(description = "Describes the parked events of a projection")
	public ParkedEventsDescriptor parkedEvents(String name) {
		return this.endpoint.parkedEvents(name);
	}

	@WriteOperation
	@ManagedOperation(description = "Pauses a projection until it is resumed")
	public ProjectionResult pause(String name) {
		return operate(name, ProjectionRequest.of(ProjectionAction.PAUSE));
	}

	@WriteOperation
	@ManagedOperation(description = "Resumes a paused projection")
	public ProjectionResult resume(String name) {
		return operate(name, ProjectionRequest.of(ProjectionAction.RESUME));
	}

	@WriteOperation
	@ManagedOperation(description = "Empties the read model of a projection and handles all events again")
	public ProjectionResult rebuild(String name) {
		return operate(name, ProjectionRequest.of(ProjectionAction.REBUILD));
	}

	@WriteOperation
	@ManagedOperation(description = "Replaces the version of a projection that is in use by another one")
	public ProjectionResult activate(String name, Integer version) {
		return operate(name, ProjectionRequest.of(ProjectionAction.ACTIVATE).withVersion(version));
	}

	@WriteOperation
	@ManagedOperation(description = "Changes the number of partitions of a projection")
	public ProjectionResult repartition(String name, Integer partitions) {
		return operate(name, ProjectionRequest.of(ProjectionAction.REPARTITION).withPartitions(partitions));
	}

	@WriteOperation
	@ManagedOperation(description = "Handles all parked events of a projection again")
	public ProjectionResult retry(String name) {
		return operate(name, ProjectionRequest.of(ProjectionAction.RETRY));
	}

	@WriteOperation
	@ManagedOperation(description = "Handles the parked events of one aggregate again")
	public ProjectionResult retryAggregate(String name, String aggregateId) {
		return operate(name,
				ProjectionRequest.of(ProjectionAction.RETRY).withAggregateId(UUID.fromString(aggregateId)));
	}

	@WriteOperation
	@ManagedOperation(description = "Removes a parked event without handling it")
	public ProjectionResult discard(String name, Long notificationId) {
		return operate(name, ProjectionRequest.of(ProjectionAction.DISCARD).withNotificationId(notificationId));
	}

	@WriteOperation
	@ManagedOperation(description = "Deletes the position of a projection whose code has been removed")
	public ProjectionResult forget(String name) {
		return operate(name, ProjectionRequest.of(ProjectionAction.FORGET));
	}

	@WriteOperation
	@ManagedOperation(description = "Deletes the position of one version of a projection")
	public ProjectionResult forgetVersion(String name, Integer version) {
		return operate(name, ProjectionRequest.of(ProjectionAction.FORGET).withVersion(version));
	}

	@WriteOperation
	@ManagedOperation(description = "Deletes the position of a projection in a log that it no longer follows")
	public ProjectionResult forgetLog(String name, String log) {
		return operate(name, ProjectionRequest.of(ProjectionAction.FORGET).withLog(log));
	}

	private ProjectionResult operate(String name, ProjectionRequest request) {
		return this.endpoint.operate(name, request);
	}

}
