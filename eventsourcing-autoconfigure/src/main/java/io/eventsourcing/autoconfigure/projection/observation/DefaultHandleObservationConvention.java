package io.eventsourcing.autoconfigure.projection.observation;

import io.eventsourcing.autoconfigure.projection.observation.ProjectionObservation.HighCardinality;
import io.eventsourcing.autoconfigure.projection.observation.ProjectionObservation.LowCardinality;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.micrometer.common.KeyValues;

/** The default {@link HandleObservationConvention}. */
public class DefaultHandleObservationConvention implements HandleObservationConvention {

	@Override
	public String getName() {
		return "eventsourcing.projection.handle";
	}

	@Override
	public String getContextualName(HandleObservationContext context) {
		return context.projection() + " handle " + context.recording().event().type();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(HandleObservationContext context) {
		return KeyValues.of(LowCardinality.PROJECTION.withValue(context.projection()),
				LowCardinality.EVENT.withValue(context.recording().event().type().toString()),
				LowCardinality.OUTCOME.withValue((context.getError() == null) ? "handled" : "error"),
				LowCardinality.STORE.withValue(StoreName.DEFAULT));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(HandleObservationContext context) {
		return KeyValues.of(
				HighCardinality.AGGREGATE_ID.withValue(context.recording().event().originatorId().toString()),
				HighCardinality.NOTIFICATION_ID.withValue(Long.toString(context.recording().notificationId())));
	}

}
