package io.eventsourcing.persistence.jackson;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.module.kotlin.KotlinModule;

/** Loaded only if the Kotlin module of Jackson is present. */
final class KotlinSupport {

	private KotlinSupport() {
	}

	static void addTo(JsonMapper.Builder builder) {
		builder.addModule(new KotlinModule.Builder().build());
	}

}
