package io.eventsourcing.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a load and its keys. A bean of this type replaces the default.
 */
public interface LoadObservationConvention extends ObservationConvention<LoadObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof LoadObservationContext;
	}

}
