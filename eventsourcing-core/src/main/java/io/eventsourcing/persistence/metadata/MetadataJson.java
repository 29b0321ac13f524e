package io.eventsourcing.persistence.metadata;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of an event as it is stored: a JSON object of strings. */
public final class MetadataJson {

	private static final ObjectWriter WRITER = JsonMapper.shared().writer();

	private static final ObjectReader READER = JsonMapper.shared().reader();

	private MetadataJson() {
	}

	/** Returns the metadata with sorted keys, or null if there is none. */
	public static @Nullable String write(Map<String, String> metadata) {
		return metadata.isEmpty() ? null : WRITER.writeValueAsString(new TreeMap<>(metadata));
	}

	/**
	 * Returns metadata that may have been changed in the database. A value that is not a
	 * string is returned as its JSON text, and null is left out. JSON that is not an
	 * object contains no metadata.
	 */
	public static Map<String, String> read(String json) {
		Map<String, String> metadata = new HashMap<>();
		READER.readTree(json).forEachEntry((key, value) -> {
			if (!value.isNull()) {
				metadata.put(key, value.isString() ? value.stringValue() : value.toString());
			}
		});
		return metadata;
	}

}
