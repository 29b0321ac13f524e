package io.eventsourcing.persistence.jdbc.schema;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if the data source connects to a database that the event store does not support.
 */
public class UnsupportedDatabaseException extends EventSourcingException {

	private final String product;

	UnsupportedDatabaseException(String product) {
		super("The event store does not run on " + product
				+ ". It supports PostgreSQL (14 and later) and H2 (2.4 and later); "
				+ "give the event store a data source of its own for one of them.");
		this.product = product;
	}

	/** Returns the name of the database, as reported by its driver. */
	public String product() {
		return this.product;
	}

}
