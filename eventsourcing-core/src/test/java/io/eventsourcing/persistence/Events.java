package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Events for tests of recorders. */
public final class Events {

	private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.123456Z");

	private Events() {
	}

	/** An event named after its version. */
	public static StoredEvent event(UUID originatorId, long version) {
		return event(originatorId, version, "TrickAdded");
	}

	public static StoredEvent event(UUID originatorId, long version, String eventType) {
		byte[] payload = ("{\"trick\":\"no. " + version + "\"}").getBytes(UTF_8);
		return StoredEvent.builder(originatorId, version)
			.type("Dog", eventType)
			.timestamp(TIME)
			.payload(payload)
			.build();
	}

	/** Events of all versions in the range, both ends included. */
	public static List<StoredEvent> events(UUID originatorId, long first, long last) {
		List<StoredEvent> events = new ArrayList<>();
		for (long version = first; version <= last; version++) {
			events.add(event(originatorId, version));
		}
		return events;
	}

	/** Whether the events are stored as given, after saves that are in progress. */
	public static boolean areStored(AggregateRecorder recorder, List<StoredEvent> events) {
		return recorder
			.find(events.stream().map((each) -> new EventId(each.originatorId(), each.originatorVersion())).toList())
			.equals(events);
	}

	/** The events with the name of their common save, and with its size. */
	public static List<StoredEvent> marked(List<StoredEvent> events, String save) {
		String metadata = "{\"save\":\"%s\",\"size\":%d}".formatted(save, events.size());
		return events.stream()
			.map((each) -> StoredEvent.builder(each.originatorId(), each.originatorVersion())
				.type(each.originatorType(), each.eventType())
				.eventVersion(each.eventVersion())
				.timestamp(each.timestamp())
				.payload(each.payload())
				.metadata(metadata)
				.build())
			.toList();
	}

	/** How many events were saved together with this marked one. */
	public static int sizeOfSave(StoredEvent marked) {
		String metadata = String.valueOf(marked.metadata());
		return Integer.parseInt(metadata.substring(metadata.lastIndexOf(':') + 1, metadata.length() - 1));
	}

	/** All events of the aggregate. */
	public static List<StoredEvent> stream(ApplicationRecorder recorder, UUID originatorId) {
		return stream(recorder, originatorId, EventRange.all());
	}

	public static List<StoredEvent> stream(ApplicationRecorder recorder, UUID originatorId, EventRange range) {
		List<StoredEvent> events = new ArrayList<>();
		recorder.selectEvents(originatorId, range, events::add);
		return events;
	}

	/** The whole log. */
	public static List<Notification> log(ApplicationRecorder recorder) {
		return recorder.selectNotifications(NotificationQuery.after(0, Integer.MAX_VALUE));
	}

}
