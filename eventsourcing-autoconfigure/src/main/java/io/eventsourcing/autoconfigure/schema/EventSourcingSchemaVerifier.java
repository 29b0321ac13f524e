package io.eventsourcing.autoconfigure.schema;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaException;
import io.eventsourcing.persistence.jdbc.schema.SchemaInfo;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tables of the event store after everything that initializes the database
 * has run: scripts of the application may create the tables, or drop them again.
 */
@Internal
public final class EventSourcingSchemaVerifier {

	private static final Logger LOGGER = System.getLogger(EventSourcingSchemaVerifier.class.getName());

	private final boolean migrated;

	private final @Nullable SchemaInfo schema;

	/**
	 * @param migrated whether the library has just created or updated the tables
	 */
	public EventSourcingSchemaVerifier(EventStoreDataSource dataSource, EventSourcingSchema schema, boolean migrated) {
		this.migrated = migrated;
		this.schema = verify(dataSource, schema);
	}

	private @Nullable SchemaInfo verify(EventStoreDataSource dataSource, EventSourcingSchema schema) {
		try {
			return schema.verify(dataSource.outsideOfTransactions());
		}
		catch (SchemaException ex) {
			throw (this.migrated && ex.reason() == SchemaException.Reason.INCOMPLETE) ? undone(ex) : ex;
		}
		catch (StoreUnavailableException ex) {
			TrainingRun.tolerate(ex);
			LOGGER.log(Level.INFO, () -> "The training run continues without the database: " + ex.getMessage());
			return null;
		}
	}

	private static EventSourcingSetupException undone(SchemaException failure) {
		return new EventSourcingSetupException(
				"The tables of the event store existed after the migration, but something that ran later has "
						+ "removed them. " + failure.problem(),
				"""
						Look for it in the scripts that the application runs at start-up: a 'drop all objects' in schema.sql, for \
						example, also drops the event store. Drop only what belongs to the application, or switch the scripts \
						off with 'spring.sql.init.mode=never'.""",
				failure);
	}

	/**
	 * Returns the database and the schema, or null in a training run without a database.
	 */
	public @Nullable SchemaInfo schema() {
		return this.schema;
	}

}
