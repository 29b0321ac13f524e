package io.eventsourcing.log;

import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryNotificationPagesTest extends NotificationPagesContract {

	private final MemoryRecorder recorder = new MemoryRecorder();

	@Override
	ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	void fill(int count) {
		this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, count)));
	}

}
