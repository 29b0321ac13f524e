package io.eventsourcing.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

/**
 * What the notification log does on every store.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class NotificationLogContract {

	private static final Duration NEVER = Duration.ofHours(1);

	private final ApplicationRecorder recorder;

	private final StoppableNotificationLog log;

	private final List<Subscription> subscriptions = new ArrayList<>();

	NotificationLogContract(ApplicationRecorder recorder) {
		this.recorder = recorder;
		this.log = log(recorder).build();
	}

	@AfterEach
	void close() {
		this.subscriptions.forEach(Subscription::close);
		this.log.close();
	}

	@Test
	void aSectionLinksToTheNextWhenItIsFull() {
		insert(25);
		assertThat(this.log.section("1,10")).satisfies((section) -> {
			assertThat(section.id()).isEqualTo("1,10");
			assertThat(section.items()).extracting(Notification::id)
				.containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
			assertThat(section.nextId()).isEqualTo("11,20");
		});
		assertThat(this.log.section("21,30")).satisfies((section) -> {
			assertThat(section.id()).isEqualTo("21,25");
			assertThat(section.nextId()).isNull();
		});
	}

	@Test
	void aFullLastSectionHasALinkToWhatWillCome() {
		insert(10);
		assertThat(this.log.section("1,10").nextId()).isEqualTo("11,20");
		assertThat(this.log.section("11,20")).isEqualTo(new Section(null, List.of(), null));
	}

	@Test
	void aSectionIsAsSmallAsItIsAskedFor() {
		insert(10);
		assertThat(this.log.section("3,4")).satisfies((section) -> {
			assertThat(section.id()).isEqualTo("3,4");
			assertThat(section.nextId()).isEqualTo("5,6");
		});
	}

	@Test
	void aSectionIsNeverLargerThanAPage() {
		insert(12);
		assertThat(this.log.section("1,100").nextId()).isEqualTo("11,20");
		assertThat(this.log.section("1,999999999999999999").id()).isEqualTo("1,10");
	}

	@Test
	void whatIsNoSectionIsRefused() {
		for (String id : List.of("", "1", "1,", "a,b", "-1,5", "0,5", "3,2", "999999999999999999,1", "1,2,3",
				"1,99999999999999999999")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.log.section(id))
				.withMessageContaining("'" + id + "'")
				.withMessageContaining("'1,10'");
		}
	}

	@Test
	void theLastIdOfAnEmptyLogIsZero() {
		assertThat(this.log.maxId()).isZero();
	}

	@Test
	void theLastIdIsThatOfTheLastEvent() {
		insert(3);
		assertThat(this.log.maxId()).isEqualTo(3);
	}

	@Test
	void aSelectionBeginsWithAnId() {
		insert(5);
		assertThat(this.log.select(2, 3)).extracting(Notification::id).containsExactly(2L, 3L, 4L);
	}

	@Test
	void aSelectionBeginsAfterAPosition() {
		insert(5);
		assertThat(this.log.select(NotificationQuery.after(2, 2))).extracting(Notification::id).containsExactly(3L, 4L);
	}

	@Test
	void aSelectionHasWhatIsAskedForOnly() {
		insert("Dog.Registered", 2);
		insert("Cat.Adopted", 2);
		insert("Dog.Registered", 2);
		NotificationQuery query = NotificationQuery.after(1, 10).upTo(5).topics(Set.of("Dog.Registered"));
		assertThat(this.log.select(query)).extracting(Notification::id).containsExactly(2L, 5L);
	}

	@Test
	void whatBeginsBeforeTheFirstIdIsRefused() {
		for (long start : new long[] { 0, -1, Long.MIN_VALUE }) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.log.select(start, 10))
				.withMessageContaining("at least 1, not " + start);
		}
		for (long after : new long[] { -1, Long.MIN_VALUE }) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.log.subscribe(after))
				.withMessageContaining("at least 0, not " + after);
		}
	}

	@Test
	void settingsAreChecked() {
		NotificationLogBuilder builder = NotificationLog.builder(this.recorder);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.pageSize(0)).withMessageContaining("not 0");
		for (Duration interval : List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofDays(367))) {
			assertThatIllegalArgumentException().isThrownBy(() -> builder.pollInterval(interval))
				.withMessageContaining("not " + interval);
		}
		assertThatNullPointerException().isThrownBy(() -> builder.prefetchExecutor(null)).withMessage("executor");
	}

	@Test
	void aSubscriptionBeginsWithWhatIsThere() {
		insert(25);
		Subscription subscription = subscribe(this.log.subscribe(0));
		assertThat(ids(subscription, 25)).containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
		assertThat(subscription.position()).isEqualTo(25);
	}

	@Test
	void aSubscriptionGoesOnAfterAPosition() {
		insert(25);
		assertThat(ids(subscribe(this.log.subscribe(20)), 5)).containsExactly(21L, 22L, 23L, 24L, 25L);
	}

	@Test
	void aSubscriptionIsWokenByNewEvents() throws Exception {
		Reader<Notification> reader = Reader.of(subscribe(this.log.subscribe(0))::next).waiting();
		insert(1);
		assertThat(reader.result().id()).isEqualTo(1);
	}

	@Test
	void aSubscriptionMissesNothingWhileManyWrite() {
		int writers = 4;
		int saves = 50;
		Subscription subscription = subscribe(this.log.subscribe(0));
		List<CompletableFuture<Void>> running = new ArrayList<>();
		for (int i = 0; i < writers; i++) {
			running.add(CompletableFuture.runAsync(() -> {
				for (int j = 0; j < saves; j++) {
					insert(1);
				}
			}));
		}
		List<Long> ids = ids(subscription, writers * saves);
		running.forEach(CompletableFuture::join);
		assertThat(ids).isSorted().doesNotHaveDuplicates();
		assertThat(this.log.maxId()).isEqualTo(ids.get(ids.size() - 1));
	}

	@Test
	void aPageThatWasReadInTheBackgroundDoesNotHideWhatCameSince() {
		insert(10);
		WatchedRecorder watched = new WatchedRecorder(this.recorder);
		Subscription subscription = subscribe(log(watched).build().subscribe(0));
		subscription.next();
		await().until(() -> watched.readers().size() == 2);
		insert(1);
		assertThat(ids(subscription, 10)).endsWith(11L);
	}

	@Test
	void closingEndsAWaitingIteration() throws Exception {
		Subscription subscription = subscribe(this.log.subscribe(0));
		Reader<Boolean> reader = Reader.of(subscription::hasNext).waiting();
		subscription.close();
		subscription.close();
		assertThat(reader.result()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(subscription::next);
	}

	@Test
	void closingEndsALoop() {
		insert(3);
		List<Long> ids = new ArrayList<>();
		Subscription subscription = subscribe(this.log.subscribe(0));
		for (Notification notification : subscription) {
			ids.add(notification.id());
			if (notification.id() == 2) {
				subscription.close();
			}
		}
		assertThat(ids).containsExactly(1L, 2L);
	}

	@Test
	void closingDoesNotTakeBackWhatWasPromised() {
		insert(2);
		Subscription subscription = subscribe(this.log.subscribe(0));
		assertThat(subscription.hasNext()).isTrue();
		subscription.close();
		assertThat(subscription.next().id()).isEqualTo(1);
		assertThat(subscription.hasNext()).isFalse();
		assertThat(subscription.position()).isEqualTo(1);
	}

	@Test
	void closingEndsAStreamThatWaits() throws Exception {
		insert(2);
		Subscription subscription = subscribe(this.log.subscribe(0));
		Reader<List<Long>> reader = Reader.of(() -> subscription.stream().map(Notification::id).toList()).waiting();
		subscription.close();
		assertThat(reader.result()).containsExactly(1L, 2L);
	}

	@Test
	void stoppingTheLogEndsItsSubscriptions() throws Exception {
		List<Reader<Boolean>> readers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			readers.add(Reader.of(this.log.subscribe(0)::hasNext));
		}
		readers.forEach(Reader::waiting);
		this.log.stop();
		for (Reader<Boolean> reader : readers) {
			assertThat(reader.result()).isFalse();
		}
	}

	@Test
	void aStoppedLogTakesNoSubscriptionsUntilItIsStarted() {
		insert(1);
		assertThat(this.log.isRunning()).isTrue();
		this.log.stop();
		this.log.stop();
		assertThat(this.log.isRunning()).isFalse();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> this.log.subscribe(0))
			.withMessageContaining("The notification log is stopped");
		assertThat(this.log.select(1, 10)).hasSize(1);
		this.log.start();
		Subscription subscription = subscribe(this.log.subscribe(0));
		this.log.start();
		assertThat(this.log.isRunning()).isTrue();
		assertThat(subscription.next().id()).isEqualTo(1);
	}

	@Test
	void aClosedLogTakesNoSubscriptions() {
		this.log.close();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> this.log.subscribe(0));
	}

	@Test
	void interruptingEndsAWait() throws Exception {
		Subscription subscription = subscribe(this.log.subscribe(0));
		Reader<Boolean> reader = Reader.of(() -> {
			assertThatExceptionOfType(EventSourcingException.class).isThrownBy(subscription::hasNext)
				.withMessageContaining("Interrupted");
			return Thread.interrupted();
		}).waiting();
		reader.interrupt();
		assertThat(reader.result()).isTrue();
		insert(1);
		assertThat(subscription.next().id()).isEqualTo(1);
	}

	@Test
	void anInterruptedThreadDoesNotWait() {
		Subscription subscription = subscribe(this.log.subscribe(0));
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(subscription::hasNext)
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aStreamEndsWhenItIsClosed() {
		insert(3);
		try (var stream = this.log.subscribe(0).stream()) {
			assertThat(stream.limit(2).map(Notification::id)).containsExactly(1L, 2L);
		}
	}

	@Test
	void aSubscriptionToTopicsKeepsItsPositionMoving() {
		insert("Dog.Registered", 1);
		insert("Cat.Adopted", 30);
		insert("Dog.Registered", 1);
		insert("Cat.Adopted", 30);
		NotificationQuery query = NotificationQuery.after(0, 10).topics(Set.of("Dog.Registered"));
		Subscription subscription = subscribe(this.log.subscribe(query.upTo(62)));
		assertThat(subscription.stream().map(Notification::id)).containsExactly(1L, 32L);
		assertThat(subscription.position()).isEqualTo(62);
	}

	@Test
	void aSubscriptionWithAnEndEnds() {
		insert(25);
		Subscription subscription = subscribe(this.log.subscribe(NotificationQuery.after(0, 10).upTo(20)));
		assertThat(subscription.stream().map(Notification::id))
			.containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
	}

	private static NotificationLogBuilder log(ApplicationRecorder recorder) {
		return NotificationLog.builder(recorder).pageSize(10).pollInterval(NEVER);
	}

	private Subscription subscribe(Subscription subscription) {
		this.subscriptions.add(subscription);
		return subscription;
	}

	private static List<Long> ids(Subscription subscription, int count) {
		return subscription.stream().limit(count).map(Notification::id).toList();
	}

	private void insert(int count) {
		insert("Dog.Registered", count);
	}

	private void insert(String topic, int count) {
		String[] names = topic.split("\\.");
		List<StoredEvent> events = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			events.add(StoredEvent.builder(UUID.randomUUID(), 1)
				.type(names[0], names[1])
				.timestamp(Instant.EPOCH)
				.payload("{}".getBytes(StandardCharsets.UTF_8))
				.build());
		}
		this.recorder.insertEvents(Append.of(events));
	}

}
