package io.eventsourcing.autoconfigure;

import java.util.List;

import io.eventsourcing.persistence.jdbc.EventSourcingSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are stored.
 *
 * @param store Where events are kept.
 * @param basePackages The packages in which aggregates are looked for at start-up, by
 * default those of the application.
 * @param schema the database schema of the event store
 * @param jdbc how the database is used
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingProperties(@DefaultValue("jdbc") Store store, @DefaultValue List<String> basePackages,
		@DefaultValue Schema schema, @DefaultValue Jdbc jdbc) {

	/** Where events are kept. */
	public enum Store {

		/** In the database of the data source. */
		JDBC,

		/** In memory, until the application ends. */
		MEMORY

	}

	/**
	 * The database schema of the event store.
	 *
	 * @param name The name of the schema that has the tables of the event store.
	 * @param migrate Whether to create the schema and its tables, and to bring them up to
	 * date, at start-up; otherwise start-up only verifies that they are there.
	 */
	public record Schema(@DefaultValue(EventSourcingSchema.DEFAULT_NAME) String name,
			@DefaultValue("true") boolean migrate) {
	}

	/**
	 * How the database is used.
	 *
	 * @param dataSource The name of the bean that is the data source of the event store,
	 * by default the one qualified with EventSourcingDataSource, else the only or primary
	 * one.
	 */
	public record Jdbc(@Nullable String dataSource) {
	}

}
