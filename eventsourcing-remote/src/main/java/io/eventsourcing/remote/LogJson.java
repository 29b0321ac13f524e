package io.eventsourcing.remote;

import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads pages and sections of the log as JSON, with a mapper that settings of
 * the application do not affect. Thread-safe.
 */
public final class LogJson {

	/** The name of the header that contains the identity of the log. */
	public static final String IDENTITY_HEADER = "Event-Log-Id";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private LogJson() {
	}

	public static byte[] write(LogPage page) {
		return MAPPER.writeValueAsBytes(page);
	}

	public static byte[] write(LogSection section) {
		return MAPPER.writeValueAsBytes(section);
	}

	/**
	 * Reads a page.
	 * @throws tools.jackson.core.JacksonException if the JSON is not that of a page
	 */
	public static LogPage readPage(byte[] json) {
		LogPage page = MAPPER.readValue(json, LogPage.class);
		Objects.requireNonNull(page.items(), "items");
		return page;
	}

}
