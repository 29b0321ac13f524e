package io.eventsourcing.persistence.memory;

import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingContract;
import io.eventsourcing.persistence.tracking.TrackingStore;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MemoryTrackingTest extends TrackingContract {

	private static final TrackedPosition START = new TrackedPosition(ConsumerId.ofOwnLog("plain"), 0, 0);

	@Override
	protected TrackingStore open() {
		return new MemoryTrackingStore();
	}

	@Test
	void withoutATransactionManagerFailedWorkMovesNothing() {
		MemoryTrackingRecorder recorder = new MemoryTrackingRecorder();
		recorder.register(START.consumer(), 0);
		AtomicInteger calls = new AtomicInteger();
		assertThatIllegalStateException().isThrownBy(() -> recorder.advance(START, 5, () -> {
			calls.incrementAndGet();
			throw new IllegalStateException();
		}));
		assertThat(recorder.consumers().get(0).position()).isEqualTo(START);
		assertThat(recorder.advance(START, 5, calls::incrementAndGet)).isTrue();
		assertThat(recorder.advance(START, 5, calls::incrementAndGet)).isFalse();
		assertThat(calls).hasValue(2);
	}

	/** The work is committed, so it must not be repeated. */
	@Test
	void theMoveIsNotUndoneByAFailureAfterTheCommit() {
		MemoryTrackingRecorder recorder = new MemoryTrackingRecorder(new MemoryTransactionManager());
		recorder.register(START.consumer(), 0);
		assertThatIllegalStateException().isThrownBy(() -> recorder.advance(START, 5,
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						throw new IllegalStateException();
					}

				})));
		assertThat(recorder.consumers().get(0).position()).isEqualTo(START.movedTo(5));
	}

}
