package io.eventsourcing.log;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A log that has been emptied or restored behind the back of its subscriptions. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestoredLogTest {

	private final WatchedRecorder recorder = new WatchedRecorder(new MemoryRecorder());

	@Test
	void aSubscriptionToTheNewLogDoesNotDependOnThoseToTheOldOne() throws Exception {
		insert(25);
		try (StoppableNotificationLog log = NotificationLog.builder(this.recorder)
			.pollInterval(Duration.ofMillis(5))
			.build()) {
			Reader<Boolean> old = Reader.of(log.subscribe(25)::hasNext).waiting();
			this.recorder.restore(new MemoryRecorder());
			insert(3);
			Subscription subscription = log.subscribe(0);
			assertThat(List.of(subscription.next(), subscription.next(), subscription.next()))
				.extracting(Notification::id)
				.containsExactly(1L, 2L, 3L);
			Reader<Long> reader = Reader.of(() -> subscription.next().id()).waiting();
			insert(1);
			assertThat(reader.result()).isEqualTo(4);
			assertThat(old.isDone()).isFalse();
		}
	}

	private void insert(int count) {
		this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, count)));
	}

}
