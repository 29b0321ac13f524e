package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.RecorderContract;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryRecorderTest extends RecorderContract {

	private MemoryRecorder recorder = new MemoryRecorder();

	@Override
	protected ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected void empty() {
		this.recorder = new MemoryRecorder();
	}

}
