package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.Recorder;
import io.eventsourcing.persistence.RecorderContract;

class MemoryRecorderTests extends RecorderContract {

	private MemoryRecorder recorder = new MemoryRecorder();

	@Override
	protected Recorder recorder() {
		return this.recorder;
	}

	@Override
	protected void empty() {
		this.recorder = new MemoryRecorder();
	}

}
