package io.eventsourcing.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Subscriptions that are read by page. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NextPageTest {

	private final WatchedRecorder recorder = new WatchedRecorder(new MemoryRecorder());

	private final StoppableNotificationLog log = NotificationLog.builder(this.recorder)
		.pageSize(10)
		.pollInterval(Duration.ofHours(1))
		.build();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void aPageHasWhatHasBeenRead() {
		insert(25, "TrickAdded");
		Subscription subscription = this.log.subscribe(0);
		assertThat(ids(subscription)).containsExactlyElementsOf(range(1, 10));
		assertThat(subscription.position()).isEqualTo(10);
		assertThat(subscription.next().id()).isEqualTo(11);
		assertThat(ids(subscription)).containsExactlyElementsOf(range(12, 20));
		assertThat(subscription.hasNext()).isTrue();
		assertThat(subscription.position()).isEqualTo(20);
		assertThat(ids(subscription)).containsExactlyElementsOf(range(21, 25));
		assertThat(subscription.position()).isEqualTo(25);
	}

	@Test
	void inAnyMixtureNothingIsLost() {
		insert(2000, "TrickAdded");
		Random random = new Random(1);
		Subscription subscription = this.log.subscribe(NotificationQuery.after(0, 7).upTo(2000));
		List<Long> seen = new ArrayList<>();
		boolean more = true;
		while (more) {
			switch (random.nextInt(3)) {
				case 0 -> more = subscription.hasNext();
				case 1 -> {
					List<Long> page = ids(subscription);
					seen.addAll(page);
					more = !page.isEmpty();
				}
				default -> {
					if (subscription.hasNext()) {
						seen.add(subscription.next().id());
					}
				}
			}
			assertThat(subscription.position()).isEqualTo(seen.size());
		}
		assertThat(seen).containsExactlyElementsOf(range(1, 2000));
	}

	@Test
	void itWaitsForNewEvents() throws Exception {
		Subscription subscription = this.log.subscribe(0);
		Reader<List<Long>> reader = Reader.of(() -> ids(subscription)).waiting();
		insert(3, "TrickAdded");
		assertThat(reader.result()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void thePositionPassesWhatWasFilteredOut() {
		insert(1, "Adopted");
		insert(5, "TrickAdded");
		NotificationQuery adopted = NotificationQuery.after(0, 10).topics(Set.of("Dog.Adopted"));
		Subscription subscription = this.log.subscribe(adopted.upTo(6));
		assertThat(ids(subscription)).containsExactly(1L);
		assertThat(subscription.position()).isEqualTo(6);
		assertThat(ids(subscription)).isEmpty();
		assertThat(subscription.position()).isEqualTo(6);
	}

	@Test
	void anEmptyPageMeansThatTheSubscriptionHasEnded() throws Exception {
		insert(3, "TrickAdded");
		Subscription subscription = this.log.subscribe(3);
		Reader<List<Long>> reader = Reader.of(() -> ids(subscription)).waiting();
		subscription.close();
		assertThat(reader.result()).isEmpty();
		Subscription promised = this.log.subscribe(1);
		assertThat(promised.hasNext()).isTrue();
		promised.close();
		assertThat(ids(promised)).containsExactly(2L, 3L);
		assertThat(ids(promised)).isEmpty();
		assertThat(promised.position()).isEqualTo(3);
	}

	@Test
	void aFailureOrAnInterruptLosesNothing() {
		insert(3, "TrickAdded");
		this.recorder.fail(0);
		Subscription subscription = this.log.subscribe(0);
		assertThatIllegalStateException().isThrownBy(subscription::nextPage);
		assertThat(ids(subscription)).containsExactly(1L, 2L, 3L);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(subscription::nextPage);
		assertThat(Thread.interrupted()).isTrue();
		insert(1, "TrickAdded");
		assertThat(ids(subscription)).containsExactly(4L);
	}

	private void insert(int count, String name) {
		UUID dog = UUID.randomUUID();
		this.recorder.insertEvents(Append
			.of(LongStream.rangeClosed(1, count).mapToObj((version) -> Events.event(dog, version, name)).toList()));
	}

	private static List<Long> ids(Subscription subscription) {
		return subscription.nextPage().stream().map(Notification::id).toList();
	}

	private static List<Long> range(long first, long last) {
		return LongStream.rangeClosed(first, last).boxed().toList();
	}

}
