package io.eventsourcing.log;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTransactionManager;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.transaction.PlatformTransactionManager;

class MemorySharedReadTest extends SharedReadContract {

	@Override
	ApplicationRecorder recorder() {
		return new MemoryRecorder();
	}

	@Override
	PlatformTransactionManager transactionManager() {
		return new MemoryTransactionManager();
	}

}
