package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.tracking.TrackingStore;
import io.eventsourcing.persistence.tracking.VersionsContract;

class MemoryVersionsTest extends VersionsContract {

	@Override
	protected TrackingStore open() {
		return new MemoryTrackingStore();
	}

}
