package io.eventsourcing.autoconfigure.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of the event store. */
public enum EventSourcingObservation implements ObservationDocumentation {

	/** A save. */
	APPEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultAppendObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.AGGREGATE, LowCardinality.OUTCOME, LowCardinality.STORE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinality.values();
		}

	},

	/** A load of an aggregate, or of its events. */
	LOAD {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultLoadObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinality.AGGREGATE, LowCardinality.SOURCE, LowCardinality.STORE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { HighCardinality.AGGREGATE_ID };
		}

	};

	/** The names of keys with few values, which are also tags of meters. */
	public enum LowCardinality implements KeyName {

		/** The name of the aggregate or, for a save, of the first one. */
		AGGREGATE {

			@Override
			public String asString() {
				return "aggregate";
			}

		},

		/**
		 * The outcome of a save: stored, conflict, timeout, unavailable, unknown or
		 * error.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/** Where a load has found the aggregate: events. */
		SOURCE {

			@Override
			public String asString() {
				return "source";
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

		/** The id of the aggregate or, for a save, of the first one. */
		AGGREGATE_ID {

			@Override
			public String asString() {
				return "eventsourcing.aggregate.id";
			}

		},

		/** The number of events of a save. */
		EVENTS {

			@Override
			public String asString() {
				return "eventsourcing.events";
			}

		}

	}

}
