package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Description of an event store.
 *
 * @param type {@code jdbc}, {@code memory}, or the name of the recorder's class
 * @param database the database and its version, or null if there is none
 * @param schema the name of the schema that contains the tables, or null
 * @param schemaVersion the version of the schema, or null if it is not known
 * @param head the notification id of the last event
 * @param applications the names of the beans that are applications, by the names of the
 * applications
 * @param aggregates the aggregates by their names
 * @param projections the projections and process applications by their names
 */
public record EventStoreDescriptor(String type, @Nullable String database, @Nullable String schema,
		@Nullable String schemaVersion, long head, Map<String, String> applications,
		Map<String, AggregateDescriptor> aggregates, Map<String, ProjectionDescriptor> projections) {

	/**
	 * Description of an aggregate.
	 *
	 * @param type the name of its class
	 * @param events the names of the attributes of its events, by the names of the events
	 */
	public record AggregateDescriptor(String type, Map<String, List<String>> events) {
	}

}
