package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.StoredEvent;

/** Identifies an event: a version of an aggregate. */
public record EventKey(UUID aggregate, long version) {

	public static List<EventKey> of(List<StoredEvent> events) {
		return events.stream().map((each) -> new EventKey(each.originatorId(), each.originatorVersion())).toList();
	}

	static EventKey parse(String text) {
		int separator = text.indexOf(':');
		return new EventKey(UUID.fromString(text.substring(0, separator)),
				Long.parseLong(text.substring(separator + 1)));
	}

	@Override
	public String toString() {
		return this.aggregate + ":" + this.version;
	}

}
