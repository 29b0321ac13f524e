package io.eventsourcing.log;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class MemoryNotificationPagesTest extends NotificationPagesContract {

	@Override
	ApplicationRecorder recorder() {
		return new MemoryRecorder();
	}

}
