package io.eventsourcing.autoconfigure.projection.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of the handling of an event and its keys. A bean of this type
 * replaces the default.
 */
public interface HandleObservationConvention extends ObservationConvention<HandleObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof HandleObservationContext;
	}

}
