package io.eventsourcing.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that are visible before they are signalled: a thread of this process may be
 * suspended between its commit and the signal, another process may notify later, and a
 * remote log does not notify at all.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateSignalTest {

	private final LateSignals recorder = new LateSignals();

	private final StoppableNotificationLog log = NotificationLog.builder(this.recorder)
		.withoutPrefetch()
		.pollInterval(Duration.ofHours(1))
		.build();

	/**
	 * What a subscription has returned, a reader that is asked afterwards must return as
	 * well: the subscription wakes the reader, and nobody wakes it again.
	 */
	@Test
	void aReaderSeesWhatASubscriptionHasReturned() {
		NotificationPages pages = this.log.pages(NotificationQuery.after(0, 10));
		List<Notification> read = new ArrayList<>();
		// The subscription has found nothing and begins the shared tail; meanwhile, a
		// reader reads an event by itself
		this.recorder.beforeMaxId.add(() -> {
			this.recorder.append();
			read.addAll(pages.next());
		});
		// The subscription is still behind the tail, and reads by itself as well, after
		// its own first read and that of the reader
		this.recorder.beforeSelect.add(() -> {
		});
		this.recorder.beforeSelect.add(() -> {
		});
		this.recorder.beforeSelect.add(this.recorder::append);
		try (Subscription subscription = this.log.subscribe(0)) {
			List<Notification> page = subscription.nextPage();
			assertThat(read).extracting(Notification::id).containsExactly(1L);
			assertThat(page).extracting(Notification::id).containsExactly(1L, 2L);
			assertThat(pages.next()).extracting(Notification::id).containsExactly(2L);
		}
	}

	/**
	 * A dispatcher subscribes at the last id, and lets its units read what precedes it.
	 */
	@Test
	void aReaderSeesWhatPrecedesANewSubscription() {
		NotificationPages pages = this.log.pages(NotificationQuery.after(0, 10));
		this.recorder.beforeMaxId.add(() -> {
			this.recorder.append();
			assertThat(pages.next()).hasSize(1);
		});
		try (Subscription first = this.log.subscribe(0)) {
			assertThat(first.nextPage()).hasSize(1);
			this.recorder.append();
			try (Subscription second = this.log.subscribe(this.log.maxId())) {
				assertThat(pages.next()).extracting(Notification::id).containsExactly(2L);
			}
		}
	}

	/** A log whose events are never signalled. */
	private static final class LateSignals implements NotificationRecorder {

		private final MemoryRecorder stored = new MemoryRecorder();

		final Queue<Runnable> beforeMaxId = new ArrayDeque<>();

		final Queue<Runnable> beforeSelect = new ArrayDeque<>();

		void append() {
			this.stored.insertEvents(Append.of(List.of(Events.event(UUID.randomUUID(), 1, "TrickAdded"))));
		}

		@Override
		public List<Notification> selectNotifications(NotificationQuery query) {
			run(this.beforeSelect);
			return this.stored.selectNotifications(query);
		}

		@Override
		public long maxNotificationId() {
			run(this.beforeMaxId);
			return this.stored.maxNotificationId();
		}

		private static void run(Queue<Runnable> hooks) {
			Runnable hook = hooks.poll();
			if (hook != null) {
				hook.run();
			}
		}

		@Override
		public Registration onAppend(Runnable listener) {
			return () -> {
			};
		}

	}

}
