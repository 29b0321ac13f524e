package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Map;

import io.eventsourcing.domain.Internal;

/**
 * What the endpoint shows of projections, and does with them. The classes of projections
 * may be absent, so that this package does not know them. Thread-safe.
 */
@Internal
public interface ProjectionOperator {

	/** Describes all projections and process applications, by their names. */
	Map<String, ProjectionDescriptor> describe();

	/**
	 * Describes the parked events of a projection.
	 * @throws UnknownProjectionException if there is no such projection
	 */
	ParkedEventsDescriptor parkedEvents(String projection);

	/**
	 * Carries out a request.
	 * @throws UnknownProjectionException if there is no such projection
	 * @throws NotParkedException if the request names an event, or an aggregate, that is
	 * not parked
	 * @throws InvalidRequestException if the request is invalid
	 * @throws RefusedActionException if the projection does not permit the action at the
	 * moment
	 */
	ProjectionResult operate(String projection, ProjectionRequest request);

}
