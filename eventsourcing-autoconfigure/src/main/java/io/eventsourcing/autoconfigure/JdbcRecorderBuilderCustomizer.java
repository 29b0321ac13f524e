package io.eventsourcing.autoconfigure;

import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;

/**
 * Customizes the event store on a database, for what has no property. Beans of this type
 * are called after the properties have been applied, just before the store is built.
 */
@FunctionalInterface
public interface JdbcRecorderBuilderCustomizer {

	/** Customizes the builder. */
	void customize(JdbcRecorderBuilder builder);

}
