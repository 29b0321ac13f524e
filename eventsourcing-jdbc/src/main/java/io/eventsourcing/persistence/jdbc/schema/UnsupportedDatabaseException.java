package io.eventsourcing.persistence.jdbc.schema;

import io.eventsourcing.domain.EventSourcingException;

/** The data source leads to a database on which the event store does not run. */
public class UnsupportedDatabaseException extends EventSourcingException {

	private final String product;

	UnsupportedDatabaseException(String product) {
		super("The event store does not run on " + product
				+ ". Supported are PostgreSQL (14 and later) and H2 (2.4 and later); "
				+ "give the event store a data source of its own for one of them.");
		this.product = product;
	}

	/** What the database says that it is. */
	public String product() {
		return this.product;
	}

}
