package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.tracking.ProgressContract;
import io.eventsourcing.persistence.tracking.TrackingStore;

class MemoryProgressTest extends ProgressContract {

	@Override
	protected TrackingStore open() {
		return new MemoryTrackingStore();
	}

}
