package io.eventsourcing.autoconfigure.schema;

import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;

import org.springframework.beans.factory.InitializingBean;

/**
 * Creates or updates the tables of the event store before anything uses the database.
 */
public final class EventSourcingSchemaInitializer implements InitializingBean {

	private final EventStoreDataSource dataSource;

	private final EventSourcingSchema schema;

	public EventSourcingSchemaInitializer(EventStoreDataSource dataSource, EventSourcingSchema schema) {
		this.dataSource = dataSource;
		this.schema = schema;
	}

	@Override
	public void afterPropertiesSet() {
		try {
			this.schema.migrate(this.dataSource.outsideOfTransactions());
		}
		catch (StoreUnavailableException ex) {
			TrainingRun.tolerate(ex);
		}
	}

}
