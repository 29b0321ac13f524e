package io.eventsourcing.autoconfigure.projection.observation;

import io.micrometer.observation.Observation;

/** The context of the handling of a batch of older events. */
public class BatchObservationContext extends Observation.Context {

	private final String projection;

	private final int events;

	public BatchObservationContext(String projection, int events) {
		this.projection = projection;
		this.events = events;
	}

	/** Returns the name of the projection or process application. */
	public String projection() {
		return this.projection;
	}

	/** Returns the number of events. */
	public int events() {
		return this.events;
	}

}
