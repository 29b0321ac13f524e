package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.catalog.EventTypesStore;
import io.eventsourcing.persistence.catalog.StoredEventTypesContract;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryStoredEventTypesTest extends StoredEventTypesContract {

	@Override
	protected EventTypesStore open() {
		return new MemoryStore(new MemoryRecorder(), new MemoryTrackingRecorder());
	}

	private record MemoryStore(MemoryRecorder recorder, MemoryTrackingRecorder tracking,
			MemoryEventTypeRecorder types) implements EventTypesStore {

		MemoryStore(MemoryRecorder recorder, MemoryTrackingRecorder tracking) {
			this(recorder, tracking, new MemoryEventTypeRecorder(recorder));
		}

		@Override
		public ApplicationRecorder events() {
			return this.recorder;
		}

		@Override
		public void close() {
		}

	}

}
