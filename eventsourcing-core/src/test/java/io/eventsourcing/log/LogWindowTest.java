package io.eventsourcing.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Queries for rare topics in a long log, which are executed in windows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogWindowTest {

	private static final long LENGTH = 3 * NotificationPages.WINDOW + 500;

	private static final long RARE = 2 * NotificationPages.WINDOW + 7;

	private static final NotificationQuery QUERY = NotificationQuery.after(0, 10).topics(Set.of("Dog.Adopted"));

	private final WatchedRecorder recorder = new WatchedRecorder(new MemoryRecorder());

	private final StoppableNotificationLog log = NotificationLog.builder(this.recorder)
		.withoutPrefetch()
		.pollInterval(Duration.ofHours(1))
		.build();

	@BeforeEach
	void insert() {
		UUID dog = UUID.randomUUID();
		List<StoredEvent> events = new ArrayList<>();
		for (long version = 1; version <= LENGTH; version++) {
			events.add(Events.event(dog, version, (version == RARE) ? "Adopted" : "TrickAdded"));
		}
		this.recorder.insertEvents(Append.of(events));
	}

	@Test
	void aPageIsFoundInSteps() {
		NotificationPages pages = this.log.pages(QUERY);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.position()).isEqualTo(NotificationPages.WINDOW);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.position()).isEqualTo(2 * NotificationPages.WINDOW);
		assertThat(pages.next()).extracting(Notification::id).containsExactly(RARE);
		assertThat(pages.position()).isEqualTo(3 * NotificationPages.WINDOW);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.position()).isEqualTo(LENGTH);
		assertThat(windows()).containsExactly(NotificationPages.WINDOW, 2 * NotificationPages.WINDOW,
				3 * NotificationPages.WINDOW, Long.MAX_VALUE);
	}

	@Test
	void theLastIdOfTheQueryLimitsTheLastStep() {
		NotificationPages pages = this.log.pages(QUERY.upTo(NotificationPages.WINDOW + 1));
		assertThat(pages.next()).isEmpty();
		assertThat(pages.position()).isEqualTo(NotificationPages.WINDOW);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.position()).isEqualTo(NotificationPages.WINDOW + 1);
		assertThat(pages.next()).isEmpty();
		assertThat(windows()).containsExactly(NotificationPages.WINDOW, NotificationPages.WINDOW + 1);
	}

	@Test
	void subscriptionsReadInStepsAsWell() {
		try (Subscription subscription = this.log.subscribe(QUERY)) {
			assertThat(subscription.next().id()).isEqualTo(RARE);
		}
		assertThat(windows()).containsExactly(NotificationPages.WINDOW, 2 * NotificationPages.WINDOW,
				3 * NotificationPages.WINDOW);
	}

	@Test
	void aStepThatFailsIsRepeated() {
		NotificationPages pages = this.log.pages(QUERY);
		assertThat(pages.next()).isEmpty();
		this.recorder.fail(NotificationPages.WINDOW);
		assertThatIllegalStateException().isThrownBy(pages::next);
		assertThat(pages.position()).isEqualTo(NotificationPages.WINDOW);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.next()).hasSize(1);
	}

	@Test
	void whatIsReadInTheBackgroundHasStepsOfItsOwn() {
		NotificationLog prefetching = NotificationLog.builder(this.recorder).prefetchExecutor(Runnable::run).build();
		NotificationPages pages = prefetching.pages(QUERY);
		pages.continueAfter(NotificationPages.WINDOW);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.next()).extracting(Notification::id).containsExactly(RARE);
		assertThat(pages.next()).isEmpty();
		assertThat(pages.position()).isEqualTo(LENGTH);
		assertThat(windows().subList(0, 3)).containsExactly(2 * NotificationPages.WINDOW, 3 * NotificationPages.WINDOW,
				Long.MAX_VALUE);
	}

	@Test
	void aQueryForAllEventsHasNoSteps() {
		NotificationPages pages = this.log.pages(NotificationQuery.after(0, (int) LENGTH + 1));
		assertThat(pages.next()).hasSize((int) LENGTH);
		assertThat(windows()).containsExactly(Long.MAX_VALUE);
	}

	@Test
	void closingEndsTheSearch() {
		Subscription subscription = this.log.subscribe(QUERY);
		this.recorder.afterNextRead(subscription::close);
		assertThat(subscription.hasNext()).isFalse();
		assertThat(windows()).containsExactly(NotificationPages.WINDOW);
	}

	/** The last ids of the queries. */
	private List<Long> windows() {
		return this.recorder.queries().stream().map(NotificationQuery::upTo).toList();
	}

}
