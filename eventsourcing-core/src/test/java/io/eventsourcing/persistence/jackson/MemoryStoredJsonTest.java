package io.eventsourcing.persistence.jackson;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryStoredJsonTest extends StoredJsonContract {

	@Override
	ApplicationRecorder createRecorder() {
		return new MemoryRecorder();
	}

}
