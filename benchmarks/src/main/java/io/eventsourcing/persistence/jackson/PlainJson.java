package io.eventsourcing.persistence.jackson;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/** The mapper of the store, for a comparison with the same settings. */
public final class PlainJson {

	private PlainJson() {
	}

	/** Returns a mapper with the settings of the store. */
	public static JsonMapper mapper() {
		return StoredJson.mapper(List.of());
	}

}
