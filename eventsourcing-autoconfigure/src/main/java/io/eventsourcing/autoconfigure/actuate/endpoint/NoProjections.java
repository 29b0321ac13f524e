package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Map;
import java.util.Set;

/** The operator of an application that cannot have projections. */
final class NoProjections implements ProjectionOperator {

	@Override
	public Map<String, ProjectionDescriptor> describe() {
		return Map.of();
	}

	@Override
	public ParkedEventsDescriptor parkedEvents(String projection) {
		throw new UnknownProjectionException(projection, Set.of());
	}

	@Override
	public ProjectionResult operate(String projection, ProjectionRequest request) {
		throw new UnknownProjectionException(projection, Set.of());
	}

}
