package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.ResetContract;
import io.eventsourcing.persistence.catalog.StoredEventTypes;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

class MemoryResetTest extends ResetContract {

	private static final ConsumerId PLAIN = ConsumerId.ofOwnLog("plain");

	private final MemoryTransactionManager transactionManager = new MemoryTransactionManager();

	private final MemoryRecorder recorder = new MemoryRecorder(Duration.ofMillis(1));

	@Override
	protected ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	protected TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactionManager);
	}

	@Test
	void positionsAndLeasesAreForgotten() {
		MemoryTrackingRecorder tracking = new MemoryTrackingRecorder();
		Runner runner = new Runner(UUID.randomUUID(), "test", "group");
		tracking.renew(runner, Duration.ofMinutes(1), List.of());
		tracking.register(PLAIN, 5);
		TrackedPosition position = tracking.take(runner, List.of(PLAIN), 1).get(0).position();
		tracking.reset();
		assertThat(tracking.consumers()).isEmpty();
		assertThat(tracking.advance(position, 6, () -> {
		})).isFalse();
		assertThat(tracking.renew(new Runner(UUID.randomUUID(), "other", "group"), Duration.ofMinutes(1), List.of()))
			.isEqualTo(1);
		tracking.register(PLAIN, 0);
		assertThat(tracking.find(PLAIN)).get().satisfies((consumer) -> {
			assertThat(consumer.position().notificationId()).isZero();
			assertThat(consumer.active()).isTrue();
			assertThat(consumer.owner()).isNull();
		});
	}

	@Test
	void parkedEventsAreForgotten() {
		MemoryParkedEventRecorder parked = new MemoryParkedEventRecorder();
		parked.park(PLAIN, List.of(new NewParkedEvent(1, "Dog.TrickAdded", UUID.randomUUID(), 1, "cause")));
		parked.reset();
		assertThat(parked.find(PLAIN)).isEmpty();
	}

	@Test
	void eventTypesAreForgotten() {
		MemoryEventTypeRecorder recorder = new MemoryEventTypeRecorder(this.recorder);
		MemoryTrackingRecorder tracking = new MemoryTrackingRecorder();
		StoredEventTypes types = new StoredEventTypes(this.recorder, recorder, tracking);
		this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		types.catchUp(() -> false);
		assertThat(types.known()).isNotEmpty();
		this.recorder.reset();
		recorder.reset();
		tracking.reset();
		assertThat(types.known()).isEmpty();
		this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		types.catchUp(() -> false);
		assertThat(types.known()).hasSize(1);
	}

}
