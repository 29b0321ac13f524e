package io.eventsourcing.autoconfigure.observation;

import io.eventsourcing.autoconfigure.observation.EventSourcingObservation.HighCardinality;
import io.eventsourcing.autoconfigure.observation.EventSourcingObservation.LowCardinality;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.domain.DomainEvent;
import io.micrometer.common.KeyValues;

/** The default {@link AppendObservationConvention}. */
public class DefaultAppendObservationConvention implements AppendObservationConvention {

	@Override
	public String getName() {
		return "eventsourcing.append";
	}

	@Override
	public String getContextualName(AppendObservationContext context) {
		return "append " + context.aggregate(context.events().get(0));
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(AppendObservationContext context) {
		return KeyValues.of(LowCardinality.AGGREGATE.withValue(context.aggregate(context.events().get(0))),
				LowCardinality.OUTCOME.withValue(context.outcome()), LowCardinality.STORE.withValue(StoreName.DEFAULT));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(AppendObservationContext context) {
		DomainEvent first = context.events().get(0);
		return KeyValues.of(HighCardinality.AGGREGATE_ID.withValue(first.originatorId().toString()),
				HighCardinality.EVENTS.withValue(Integer.toString(context.events().size())));
	}

}
