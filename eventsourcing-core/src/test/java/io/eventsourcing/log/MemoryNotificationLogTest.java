package io.eventsourcing.log;

import io.eventsourcing.persistence.memory.MemoryRecorder;

class MemoryNotificationLogTest extends NotificationLogContract {

	MemoryNotificationLogTest() {
		super(new MemoryRecorder());
	}

}
