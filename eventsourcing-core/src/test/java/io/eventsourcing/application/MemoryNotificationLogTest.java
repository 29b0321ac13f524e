package io.eventsourcing.application;

import io.eventsourcing.persistence.memory.MemoryRecorder;

class MemoryNotificationLogTest extends NotificationLogContract {

	MemoryNotificationLogTest() {
		super(new MemoryRecorder());
	}

}
