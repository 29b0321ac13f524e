package io.eventsourcing.autoconfigure.schema;

import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationStartupAware;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * Creates or updates the tables of the event store before anything uses the database.
 */
@Internal
public final class EventSourcingSchemaInitializer implements InitializingBean, ApplicationStartupAware {

	private final EventStoreDataSource dataSource;

	private final EventSourcingSchema schema;

	private ApplicationStartup startup = ApplicationStartup.DEFAULT;

	public EventSourcingSchemaInitializer(EventStoreDataSource dataSource, EventSourcingSchema schema) {
		this.dataSource = dataSource;
		this.schema = schema;
	}

	@Override
	public void setApplicationStartup(ApplicationStartup applicationStartup) {
		this.startup = applicationStartup;
	}

	@Override
	public void afterPropertiesSet() {
		StartupStep step = this.startup.start("eventsourcing.schema.migrate");
		try {
			this.schema.migrate(this.dataSource.outsideOfTransactions());
		}
		catch (StoreUnavailableException ex) {
			TrainingRun.tolerate(ex);
		}
		finally {
			step.end();
		}
	}

}
