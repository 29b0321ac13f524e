package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.tracking.LeaseContract;
import io.eventsourcing.persistence.tracking.TrackingStore;

class MemoryLeaseTest extends LeaseContract {

	@Override
	protected TrackingStore open() {
		return new MemoryTrackingStore();
	}

}
