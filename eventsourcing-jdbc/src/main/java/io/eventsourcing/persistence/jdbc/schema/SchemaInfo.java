package io.eventsourcing.persistence.jdbc.schema;

import org.jspecify.annotations.Nullable;

/**
 * The database and the schema of an event store, as found by
 * {@link EventSourcingSchema#verify}.
 *
 * @param database the product and version of the database, such as {@code H2 2.4.240}
 * @param url the JDBC URL of the database, without its parameters
 * @param name the name of the schema
 * @param version the version of the last migration of the schema, or null if its tables
 * were created by hand
 * @param readOnly whether the database does not accept changes, like a standby server
 */
public record SchemaInfo(String database, String url, String name, @Nullable String version, boolean readOnly) {
}
