package io.eventsourcing.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.log.LogReader.Page;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the end of the log in memory has, and what it no longer has. */
class LogTailTest {

	@Test
	void gapsAreCovered() {
		LogTail tail = LogTail.of(10).with(notifications(List.of(14L, 20L), "Dog", 1));
		assertThat(tail.upTo()).isEqualTo(20);
		assertThat(tail.follows(9)).isFalse();
		assertThat(tail.follows(10)).isTrue();
		assertThat(ids(tail.page(NotificationQuery.after(12, 10)))).containsExactly(14L, 20L);
		assertThat(ids(tail.page(NotificationQuery.after(14, 10)))).containsExactly(20L);
	}

	@Test
	void aPageEndsWhereTheTailOrTheQueryEnds() {
		LogTail tail = LogTail.of(0).with(notifications(List.of(1L, 3L, 5L), "Dog", 1));
		assertThat(tail.page(NotificationQuery.after(0, 2)).end()).isEqualTo(3);
		assertThat(tail.page(NotificationQuery.after(0, 9)).end()).isEqualTo(5);
		Page page = tail.page(NotificationQuery.after(0, 9).upTo(4));
		assertThat(ids(page)).containsExactly(1L, 3L);
		assertThat(page.end()).isEqualTo(4);
	}

	@Test
	void aPageAfterTheEndIsEmptyAndEndsWhereItBegins() {
		Page page = LogTail.of(10).page(NotificationQuery.after(15, 2));
		assertThat(page.items()).isEmpty();
		assertThat(page.end()).isEqualTo(15);
	}

	@Test
	void whatIsFilteredOutIsPassed() {
		LogTail tail = LogTail.of(0)
			.with(notifications(List.of(1L), "Dog", 1))
			.with(notifications(List.of(2L), "Cat", 1));
		Page page = tail.page(NotificationQuery.after(0, 9).topics(Set.of("Dog.Registered")));
		assertThat(ids(page)).containsExactly(1L);
		assertThat(page.end()).isEqualTo(2);
	}

	@Test
	void itsLengthIsLimited() {
		LogTail tail = LogTail.of(0);
		for (long id = 1; id <= LogTail.MAX_SIZE + 5; id++) {
			tail = tail.with(notifications(List.of(id), "Dog", 1));
		}
		assertThat(tail.follows(4)).isFalse();
		assertThat(tail.follows(5)).isTrue();
		assertThat(ids(tail.page(NotificationQuery.after(5, Integer.MAX_VALUE)))).hasSize(LogTail.MAX_SIZE)
			.startsWith(6L);
	}

	@Test
	void itsMemoryIsLimited() {
		int third = (int) (LogTail.MAX_BYTES / 3);
		LogTail tail = LogTail.of(0).with(notifications(List.of(1L, 2L, 3L, 4L), "Dog", third));
		assertThat(tail.follows(0)).isFalse();
		assertThat(ids(tail.page(NotificationQuery.after(1, 9)))).containsExactly(2L, 3L, 4L);
		LogTail larger = tail.with(notifications(List.of(5L), "Dog", (int) LogTail.MAX_BYTES + 1));
		assertThat(larger.follows(4)).isFalse();
		assertThat(larger.page(NotificationQuery.after(5, 9)).items()).isEmpty();
		assertThat(ids(larger.with(notifications(List.of(6L), "Dog", 1)).page(NotificationQuery.after(5, 9))))
			.containsExactly(6L);
	}

	private static List<Notification> notifications(List<Long> ids, String type, int size) {
		List<Notification> notifications = new ArrayList<>();
		for (long id : ids) {
			notifications.add(new Notification(id,
					StoredEvent.builder(UUID.randomUUID(), 1)
						.type(type, "Registered")
						.timestamp(Instant.EPOCH)
						.payload(new byte[size])
						.build()));
		}
		return notifications;
	}

	private static List<Long> ids(Page page) {
		return page.items().stream().map(Notification::id).toList();
	}

}
