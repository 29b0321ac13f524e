package io.eventsourcing.application;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryChangeTest extends ChangeContract {

	private final MemoryRecorder recorder = new MemoryRecorder();

	@Override
	ApplicationRecorder createRecorder() {
		return this.recorder;
	}

	@Override
	ApplicationRecorder createAnotherRecorder() {
		return this.recorder;
	}

}
