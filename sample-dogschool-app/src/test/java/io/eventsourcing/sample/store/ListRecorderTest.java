package io.eventsourcing.sample.store;

import io.eventsourcing.persistence.RecorderContract;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class ListRecorderTest extends RecorderContract {

	private ListRecorder recorder = new ListRecorder();

	@Override
	protected ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected void empty() {
		this.recorder = new ListRecorder();
	}

}
