package io.eventsourcing.autoconfigure.schema;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;

/**
 * Makes every bean that uses the database wait for the tables of the event store. The
 * tables are created after the application's own Flyway or Liquibase migrations, which
 * would otherwise find a schema that is not empty, and before its scripts.
 */
final class EventSourcingSchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(EventSourcingSchemaInitializer.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 200;
	}

}
