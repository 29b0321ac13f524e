package io.eventsourcing.persistence.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.recorder.VersionGapException;

/**
 * The events of one call, which are stored together or not at all. Within the call their
 * versions are known to be right.
 *
 * @param events the events in their order
 * @param heads the first event of each aggregate, the only one to compare with what is
 * stored
 */
record Save(List<StoredEvent> events, List<StoredEvent> heads) {

	static Save of(List<StoredEvent> events) {
		if (events.isEmpty()) {
			throw new IllegalArgumentException("There are no events to insert");
		}
		return new Save(events, (events.size() == 1) ? events : heads(events));
	}

	private static List<StoredEvent> heads(List<StoredEvent> events) {
		List<StoredEvent> heads = new ArrayList<>();
		Map<UUID, Long> lastVersions = new HashMap<>();
		for (StoredEvent event : events) {
			Long last = lastVersions.put(event.originatorId(), event.originatorVersion());
			if (last == null) {
				heads.add(event);
			}
			else if (event.originatorVersion() <= last) {
				throw new RecordConflictException(event.originatorId(), event.originatorVersion(), null);
			}
			else if (event.originatorVersion() > last + 1) {
				throw new VersionGapException(event.originatorId(), last, event.originatorVersion());
			}
		}
		return heads;
	}

	/** The size of payloads and metadata. */
	long bytes() {
		long bytes = 0;
		for (StoredEvent event : this.events) {
			bytes += bytes(event);
		}
		return bytes;
	}

	static long bytes(StoredEvent event) {
		return event.payload().length
				+ ((event.metadata() != null) ? event.metadata().getBytes(StandardCharsets.UTF_8).length : 0);
	}

}
