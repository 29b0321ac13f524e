package io.eventsourcing.persistence.memory;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEventContract;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackingStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryParkedEventTest extends ParkedEventContract {

	@Override
	protected TrackingStore open() {
		return new MemoryTrackingStore();
	}

	@Test
	void withoutATransactionChangesTakeEffectAtOnce() {
		ParkedEventRecorder recorder = new MemoryParkedEventRecorder();
		ConsumerId plain = ConsumerId.ofOwnLog("plain");
		recorder.park(plain, List.of(new NewParkedEvent(1, "Dog.TrickAdded", UUID.randomUUID(), 0, null)));
		assertThat(recorder.count(plain)).isOne();
		recorder.remove(plain, 1);
		assertThat(recorder.count(plain)).isZero();
	}

}
