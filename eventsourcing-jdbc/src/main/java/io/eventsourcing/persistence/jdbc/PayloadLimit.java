package io.eventsourcing.persistence.jdbc;

import java.util.List;

import io.eventsourcing.persistence.recorder.PayloadTooLargeException;
import io.eventsourcing.persistence.recorder.StoredEvent;

import org.springframework.util.unit.DataSize;

/**
 * How large an event may be.
 *
 * @param max the largest size
 */
record PayloadLimit(DataSize max) {

	void check(List<StoredEvent> events) {
		for (StoredEvent event : events) {
			long size = Save.bytes(event);
			if (size > this.max.toBytes()) {
				throw new PayloadTooLargeException(event, size, this.max.toBytes());
			}
		}
	}

}
