package io.eventsourcing.orders;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** An order as it was stored by an earlier release. */
public final class OldOrder {

	private OldOrder() {
	}

	/**
	 * Stores an event that is still read as it is, one that upcasting splits in two, and
	 * one that upcasting drops.
	 */
	public static void store(AggregateRecorder recorder) {
		UUID id = Ids.create();
		recorder.insertEvents(Append.of(List.of(event(id, 1, "Placed", "{\"customer\":\"Ann\"}"),
				event(id, 2, "Completed", "{\"city\":\"Bath\",\"amount\":\"7\"}"), event(id, 3, "Checked", "{}"))));
	}

	private static StoredEvent event(UUID id, long version, String type, String json) {
		return StoredEvent.builder(id, version)
			.type("Order", type)
			.timestamp(Instant.parse("2026-11-27T10:15:30Z"))
			.payload(json.getBytes(StandardCharsets.UTF_8))
			.build();
	}

}
