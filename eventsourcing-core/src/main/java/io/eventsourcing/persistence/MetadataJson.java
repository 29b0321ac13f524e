package io.eventsourcing.persistence;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of an event as it is stored: a JSON object of strings. */
final class MetadataJson {

	private static final ObjectWriter WRITER = JsonMapper.shared().writer();

	private static final ObjectReader READER = JsonMapper.shared().readerForMapOf(String.class);

	private MetadataJson() {
	}

	/** Returns the metadata with sorted keys, or null if there is none. */
	static @Nullable String write(Map<String, String> metadata) {
		return metadata.isEmpty() ? null : WRITER.writeValueAsString(new TreeMap<>(metadata));
	}

	static Map<String, String> read(String json) {
		return READER.readValue(json);
	}

}
