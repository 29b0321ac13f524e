package io.eventsourcing.remote;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The format of the log, which servers and followers of different versions have to agree
 * on.
 */
class LogJsonTest {

	private static final Notification NOTIFICATION = new Notification(7,
			StoredEvent.builder(UUID.fromString("1e1d7398-8986-57af-bb01-11a89b2f8b02"), 2)
				.type("Dog", "TrickAdded")
				.eventVersion(3)
				.timestamp(Instant.parse("2026-01-02T03:04:05.678901Z"))
				.payload("{\"trick\":\"sit\"}".getBytes(StandardCharsets.UTF_8))
				.metadata("{\"user\":\"me\"}")
				.build());

	private static final String ITEM = """
			{"id":7,"originatorId":"1e1d7398-8986-57af-bb01-11a89b2f8b02","originatorVersion":2,"originatorType":"Dog",\
			"eventType":"TrickAdded","eventVersion":3,"timestamp":"2026-01-02T03:04:05.678901Z",\
			"payload":"eyJ0cmljayI6InNpdCJ9","metadata":"{\\"user\\":\\"me\\"}"}""";

	private static LogPage read(String json) {
		return LogJson.readPage(json.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aPage() {
		LogPage page = new LogPage(List.of(LogItem.of(NOTIFICATION)), 8, 9);
		String json = "{\"items\":[" + ITEM + "],\"end\":8,\"head\":9}";
		assertThat(LogJson.write(page)).asString().isEqualToIgnoringWhitespace(json);
		assertThat(read(json).end()).isEqualTo(8);
		assertThat(read(json).head()).isEqualTo(9);
		assertThat(read(json).items()).extracting(LogItem::toNotification).containsExactly(NOTIFICATION);
	}

	@Test
	void aSection() {
		LogSection section = new LogSection("7,7", "8,8", List.of(LogItem.of(NOTIFICATION)));
		assertThat(LogJson.write(section)).asString()
			.isEqualTo("{\"id\":\"7,7\",\"nextId\":\"8,8\",\"items\":[" + ITEM + "]}");
	}

	@Test
	void whatALaterVersionAddsIsIgnored() {
		assertThat(read("{\"items\":[],\"end\":1,\"head\":2,\"later\":true}").head()).isEqualTo(2);
	}

	@Test
	void whatIsNoPageIsRejected() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("<html/>"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> read("{}"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> read("{\"items\":[]}"));
	}

}
