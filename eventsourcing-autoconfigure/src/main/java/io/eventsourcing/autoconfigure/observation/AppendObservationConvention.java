package io.eventsourcing.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a save and its keys. A bean of this type replaces the default.
 */
public interface AppendObservationConvention extends ObservationConvention<AppendObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof AppendObservationContext;
	}

}
