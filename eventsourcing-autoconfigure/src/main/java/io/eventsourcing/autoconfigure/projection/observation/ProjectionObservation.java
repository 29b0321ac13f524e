package io.eventsourcing.autoconfigure.projection.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of projections and process applications. */
public enum ProjectionObservation implements ObservationDocumentation {

	/**
	 * The handling of an event that has just been stored. It belongs to the trace of the
	 * save.
	 */
	HANDLE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultHandleObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.PROJECTION, LowCardinality.EVENT, LowCardinality.OUTCOME,
					LowCardinality.STORE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { HighCardinality.AGGREGATE_ID, HighCardinality.NOTIFICATION_ID };
		}

	},

	/**
	 * The handling of a batch of older events. It has a trace of its own, so that a
	 * rebuild does not add spans to old traces.
	 */
	BATCH {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultBatchObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.PROJECTION, LowCardinality.OUTCOME, LowCardinality.STORE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { HighCardinality.EVENTS };
		}

	};

	/** The names of keys with few values, which are also tags of meters. */
	public enum LowCardinality implements KeyName {

		/** The name of the projection. */
		PROJECTION {

			@Override
			public String asString() {
				return "projection";
			}

		},

		/** The name of the event, such as Dog.TrickAdded. */
		EVENT {

			@Override
			public String asString() {
				return "event";
			}

		},

		/** The outcome: handled or error. */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/** The name of the event store: default. */
		STORE {

			@Override
			public String asString() {
				return "store";
			}

		}

	}

	/** The names of keys with many values, which are in spans only. */
	public enum HighCardinality implements KeyName {

		/** The id of the aggregate. */
		AGGREGATE_ID {

			@Override
			public String asString() {
				return "eventsourcing.aggregate.id";
			}

		},

		/** The notification id of the event. */
		NOTIFICATION_ID {

			@Override
			public String asString() {
				return "eventsourcing.notification.id";
			}

		},

		/** The number of events in the batch. */
		EVENTS {

			@Override
			public String asString() {
				return "eventsourcing.events";
			}

		}

	}

}
