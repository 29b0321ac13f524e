package io.eventsourcing.autoconfigure.observation;

import io.eventsourcing.autoconfigure.observation.EventSourcingObservation.HighCardinality;
import io.eventsourcing.autoconfigure.observation.EventSourcingObservation.LowCardinality;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.micrometer.common.KeyValues;

/** The default {@link LoadObservationConvention}. */
public class DefaultLoadObservationConvention implements LoadObservationConvention {

	@Override
	public String getName() {
		return "eventsourcing.load";
	}

	@Override
	public String getContextualName(LoadObservationContext context) {
		return "load " + context.aggregate();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(LoadObservationContext context) {
		return KeyValues.of(LowCardinality.AGGREGATE.withValue(context.aggregate()),
				LowCardinality.SOURCE.withValue("events"), LowCardinality.STORE.withValue(StoreName.DEFAULT));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(LoadObservationContext context) {
		return KeyValues.of(HighCardinality.AGGREGATE_ID.withValue(context.aggregateId().toString()));
	}

}
