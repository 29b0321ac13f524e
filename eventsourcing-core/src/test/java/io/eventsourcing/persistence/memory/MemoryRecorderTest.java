package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.eventsourcing.persistence.RecorderContract;
import io.eventsourcing.persistence.TransactionalSaves;
import io.eventsourcing.persistence.WayToSave;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.transaction.support.TransactionTemplate;

class MemoryRecorderTest extends RecorderContract {

	private static final Duration IMPATIENCE = Duration.ofMillis(1);

	private final MemoryTransactionManager transactionManager = new MemoryTransactionManager();

	private MemoryRecorder recorder = new MemoryRecorder(IMPATIENCE);

	@Override
	protected ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected void empty() {
		this.recorder = new MemoryRecorder(IMPATIENCE);
	}

	@Override
	protected List<WayToSave> waysToSave() {
		return new TransactionalSaves(() -> new TransactionTemplate(this.transactionManager)).all();
	}

	@Override
	protected Set<String> outcomesOfTheRace() {
		return Set.of("stored", "rolled back", "RecordConflictException", "AppendLockTimeoutException");
	}

}
