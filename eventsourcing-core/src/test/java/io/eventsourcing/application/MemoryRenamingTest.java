package io.eventsourcing.application;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryRenamingTest extends RenamingContract {

	@Override
	ApplicationRecorder createRecorder() {
		return new MemoryRecorder();
	}

}
