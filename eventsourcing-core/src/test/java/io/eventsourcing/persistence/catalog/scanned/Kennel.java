package io.eventsourcing.persistence.catalog.scanned;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** The only aggregate in its package. */
public class Kennel extends Aggregate {

	@Event("Founded")
	public Kennel(String name) {
	}

	/** Must not be found. */
	abstract static class Building extends Aggregate {

	}

}
