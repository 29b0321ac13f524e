package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Map;

import io.eventsourcing.autoconfigure.support.StoreName;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.jmx.export.annotation.ManagedOperation;

/**
 * {@link Endpoint} that shows the event stores of an application, and through which
 * operators pause, rebuild and replace projections. Its extensions define the operations
 * on a single projection for HTTP and for JMX. Write operations require
 * {@code management.endpoint.eventsourcing.access=unrestricted}.
 */
@Endpoint(id = "eventsourcing", defaultAccess = Access.READ_ONLY)
public class EventSourcingEndpoint {

	private final EventStoreDescriptorFactory store;

	private final ProjectionOperator projections;

	EventSourcingEndpoint(EventStoreDescriptorFactory store, ProjectionOperator projections) {
		this.store = store;
		this.projections = projections;
	}

	/** Describes the event stores. */
	@ReadOperation
	@ManagedOperation(description = "Describes the event stores, with all aggregates and projections")
	public EventStoresDescriptor stores() {
		return new EventStoresDescriptor(Map.of(StoreName.DEFAULT, this.store.create(this.projections.describe())));
	}

	/**
	 * Describes a projection or process application.
	 * @param name the name of the projection
	 * @throws UnknownProjectionException if there is no such projection
	 */
	public ProjectionDescriptor projection(String name) {
		Map<String, ProjectionDescriptor> described = this.projections.describe();
		ProjectionDescriptor projection = described.get(name);
		if (projection == null) {
			throw new UnknownProjectionException(name, described.keySet());
		}
		return projection;
	}

	/**
	 * Describes the parked events of a projection or process application.
	 * @param name the name of the projection
	 * @throws UnknownProjectionException if there is no such projection
	 */
	public ParkedEventsDescriptor parkedEvents(String name) {
		return this.projections.parkedEvents(name);
	}

	/**
	 * Carries out an action on a projection or process application.
	 * @param name the name of the projection
	 * @param request the action and its parameters
	 * @throws UnknownProjectionException if there is no such projection
	 * @throws NotParkedException if the request names an event, or an aggregate, that is
	 * not parked
	 * @throws InvalidRequestException if the request is invalid
	 * @throws RefusedActionException if the projection does not permit the action at the
	 * moment
	 */
	public ProjectionResult operate(String name, ProjectionRequest request) {
		return this.projections.operate(name, request);
	}

}
