package io.eventsourcing.autoconfigure.actuate.info;

import java.util.LinkedHashMap;
import java.util.Map;

import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.persistence.jdbc.schema.SchemaInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Shows the version of the library and of the schema of the event store. */
final class EventSourcingInfoContributor implements InfoContributor {

	private final @Nullable SchemaInfo schema;

	/**
	 * @param schema the schema, or null if events are not stored in a database
	 */
	EventSourcingInfoContributor(@Nullable SchemaInfo schema) {
		this.schema = schema;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		addIfKnown(details, "version", getClass().getPackage().getImplementationVersion());
		Map<String, Object> store = new LinkedHashMap<>();
		if (this.schema != null) {
			store.put("database", this.schema.database());
			store.put("schema", this.schema.name());
			addIfKnown(store, "schemaVersion", this.schema.version());
		}
		details.put("stores", Map.of(StoreName.DEFAULT, store));
		builder.withDetail("eventsourcing", details);
	}

	/** The version of the library is known only if it is in a jar. */
	private static void addIfKnown(Map<String, Object> details, String key, @Nullable String value) {
		if (value != null) {
			details.put(key, value);
		}
	}

}
