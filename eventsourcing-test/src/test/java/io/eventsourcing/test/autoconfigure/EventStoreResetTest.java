package io.eventsourcing.test.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EventStoreResetTest {

	@Test
	void whatFollowsTheLogIsStoppedBeforeAndStartedAfterwards() {
		List<String> calls = new ArrayList<>();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(MemoryRecorder.class);
			context.registerBean(ResettableRecorder.class, () -> () -> calls.add("reset"));
			context.registerBean(Follower.class, () -> new Follower(calls));
			context.refresh();
			calls.clear();
			new EventStoreReset(context).run();
			assertThat(calls).containsExactly("stop", "reset", "start");
		}
	}

	@Test
	void theStoreOfAParentContextIsReset() {
		List<String> calls = new ArrayList<>();
		try (GenericApplicationContext parent = new GenericApplicationContext();
				GenericApplicationContext child = new GenericApplicationContext(parent)) {
			parent.registerBean(MemoryRecorder.class);
			parent.registerBean(ResettableRecorder.class, () -> () -> calls.add("reset"));
			parent.registerBean(Follower.class, () -> new Follower(calls));
			parent.refresh();
			child.refresh();
			MemoryRecorder recorder = save(parent.getBean(MemoryRecorder.class));
			calls.clear();
			new EventStoreReset(child).run();
			assertThat(recorder.maxNotificationId()).isZero();
			assertThat(calls).containsExactly("stop", "reset", "start");
		}
	}

	@Test
	void onlyThePrimaryOfTwoStoresIsReset() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean("store", MemoryRecorder.class, (definition) -> definition.setPrimary(true));
			context.registerBean("archive", MemoryRecorder.class);
			context.refresh();
			MemoryRecorder store = save(context.getBean("store", MemoryRecorder.class));
			MemoryRecorder archive = save(context.getBean("archive", MemoryRecorder.class));
			new EventStoreReset(context).run();
			assertThat(store.maxNotificationId()).isZero();
			assertThat(archive.maxNotificationId()).isOne();
		}
	}

	private static MemoryRecorder save(MemoryRecorder recorder) {
		recorder.insertEvents(Append.of(List.of(StoredEvent.builder(UUID.randomUUID(), 1)
			.type("Dog", "Registered")
			.timestamp(Instant.EPOCH)
			.payload(new byte[0])
			.build())));
		return recorder;
	}

	@Test
	void theContextIsRestartedEvenIfTheResetFails() {
		List<String> calls = new ArrayList<>();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(MemoryRecorder.class);
			context.registerBean(ResettableRecorder.class, () -> () -> {
				throw new IllegalStateException("not now");
			});
			context.registerBean(Follower.class, () -> new Follower(calls));
			context.refresh();
			calls.clear();
			assertThatIllegalStateException().isThrownBy(() -> new EventStoreReset(context).run())
				.withMessage("not now");
			assertThat(calls).containsExactly("stop", "start");
		}
	}

	@Test
	void aContextWithoutAStoreIsNamed() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.refresh();
			assertThatExceptionOfType(EventSourcingSetupException.class)
				.isThrownBy(() -> new EventStoreReset(context).run())
				.withMessageContaining("@ResetEventStore")
				.withMessageContaining("@EventSourcingTest");
		}
	}

	@Test
	void aStoreThatCannotBeResetIsNamed() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(ForeignRecorder.class);
			context.refresh();
			assertThatExceptionOfType(EventSourcingSetupException.class)
				.isThrownBy(() -> new EventStoreReset(context).run())
				.withMessageContaining(ForeignRecorder.class.getName())
				.withMessageContaining("ResettableRecorder");
		}
	}

	private static final class Follower implements SmartLifecycle {

		private final List<String> calls;

		private boolean running;

		private Follower(List<String> calls) {
			this.calls = calls;
		}

		@Override
		public void start() {
			this.calls.add("start");
			this.running = true;
		}

		@Override
		public void stop() {
			this.calls.add("stop");
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	/** A recorder that an application brings along. */
	private static final class ForeignRecorder implements ApplicationRecorder {

		private final MemoryRecorder recorder = new MemoryRecorder();

		@Override
		public long insertEvents(Append append) {
			return this.recorder.insertEvents(append);
		}

		@Override
		public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
			this.recorder.selectEvents(originatorId, range, consumer);
		}

		@Override
		public List<Notification> selectNotifications(NotificationQuery query) {
			return this.recorder.selectNotifications(query);
		}

		@Override
		public long maxNotificationId() {
			return this.recorder.maxNotificationId();
		}

		@Override
		public Registration onAppend(Runnable listener) {
			return this.recorder.onAppend(listener);
		}

	}

}
