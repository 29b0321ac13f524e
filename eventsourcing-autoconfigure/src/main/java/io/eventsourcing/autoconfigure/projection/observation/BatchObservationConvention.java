package io.eventsourcing.autoconfigure.projection.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of the handling of a batch and its keys. A bean of this type
 * replaces the default.
 */
public interface BatchObservationConvention extends ObservationConvention<BatchObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof BatchObservationContext;
	}

}
