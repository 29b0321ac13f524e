package io.eventsourcing.autoconfigure.observation;

import java.util.UUID;

import io.micrometer.observation.Observation;

/** The context of a load. */
public class LoadObservationContext extends Observation.Context {

	private final UUID aggregateId;

	private String aggregate;

	/**
	 * @param aggregate the name of the aggregate, or {@code none} while it is not known
	 */
	public LoadObservationContext(String aggregate, UUID aggregateId) {
		this.aggregate = aggregate;
		this.aggregateId = aggregateId;
	}

	/**
	 * Returns the name of the aggregate; {@code none} if its events are read, and there
	 * are none.
	 */
	public String aggregate() {
		return this.aggregate;
	}

	/** Returns the id of the aggregate. */
	public UUID aggregateId() {
		return this.aggregateId;
	}

	/** Sets the name of the aggregate, once an event has been read. */
	void aggregate(String name) {
		this.aggregate = name;
	}

}
