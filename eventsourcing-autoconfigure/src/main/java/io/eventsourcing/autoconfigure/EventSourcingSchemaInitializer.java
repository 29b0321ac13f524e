package io.eventsourcing.autoconfigure;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;

import org.springframework.beans.factory.InitializingBean;

/**
 * Creates the tables of the event store, or verifies them, before anything uses the
 * database.
 */
final class EventSourcingSchemaInitializer implements InitializingBean {

	private final EventStoreDataSource dataSource;

	private final EventSourcingProperties.Schema properties;

	EventSourcingSchemaInitializer(EventStoreDataSource dataSource, EventSourcingProperties.Schema properties) {
		this.dataSource = dataSource;
		this.properties = properties;
	}

	@Override
	public void afterPropertiesSet() {
		EventSourcingSchema schema = Settings.use(() -> EventSourcingSchema.named(this.properties.name()),
				"eventsourcing.schema.name");
		if (this.properties.migrate()) {
			schema.migrate(this.dataSource.dataSource());
		}
		else {
			schema.verify(this.dataSource.dataSource());
		}
	}

}
