package io.eventsourcing.autoconfigure.projection.observation;

import io.eventsourcing.autoconfigure.projection.observation.ProjectionObservation.HighCardinality;
import io.eventsourcing.autoconfigure.projection.observation.ProjectionObservation.LowCardinality;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.micrometer.common.KeyValues;

/** The default {@link BatchObservationConvention}. */
public class DefaultBatchObservationConvention implements BatchObservationConvention {

	@Override
	public String getName() {
		return "eventsourcing.projection.batch";
	}

	@Override
	public String getContextualName(BatchObservationContext context) {
		return context.projection() + " batch";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(BatchObservationContext context) {
		return KeyValues.of(LowCardinality.PROJECTION.withValue(context.projection()),
				LowCardinality.OUTCOME.withValue((context.getError() == null) ? "handled" : "error"),
				LowCardinality.STORE.withValue(StoreName.DEFAULT));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(BatchObservationContext context) {
		return KeyValues.of(HighCardinality.EVENTS.withValue(Integer.toString(context.events())));
	}

}
