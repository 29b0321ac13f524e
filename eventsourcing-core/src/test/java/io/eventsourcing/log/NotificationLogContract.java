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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import static org.awaitility.Awaitility.await;

/**
 * What the notification log does on every store.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class NotificationLogContract {

	private static final Duration NEVER = Duration.ofHours(1);

	private final ApplicationRecorder recorder;

	private final NotificationLog log;

	private final List<Subscription> subscriptions = new ArrayList<>();

	NotificationLogContract(ApplicationRecorder recorder) {
		this.recorder = recorder;
		this.log = NotificationLog.of(recorder, 10, NEVER);
	}

	@AfterEach
	void close() {
		this.subscriptions.forEach(Subscription::close);
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
		assertThat(this.log.section("0,999999999999999999").id()).isEqualTo("1,10");
	}

	@Test
	void aSectionThatEndsBeforeItBeginsIsEmpty() {
		insert(5);
		assertThat(this.log.section("3,2")).isEqualTo(new Section(null, List.of(), null));
	}

	@Test
	void whatIsNoSectionIsRefused() {
		for (String id : List.of("", "1", "1,", "a,b", "-1,5", "1,2,3", "1,99999999999999999999")) {
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
	void aSelectionMayNotBeginBeforeTheFirstId() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.log.select(0, 10)).withMessageContaining("not 0");
	}

	@Test
	void settingsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationLog.of(this.recorder, 0, NEVER));
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationLog.of(this.recorder, 1, Duration.ZERO));
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
	void aSubscriptionIsWokenByNewEvents() {
		Subscription subscription = subscribe(this.log.subscribe(0));
		CompletableFuture<Notification> next = CompletableFuture.supplyAsync(subscription::next);
		insert(1);
		assertThat(next.join().id()).isEqualTo(1);
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
		CountingRecorder counting = new CountingRecorder(this.recorder);
		Subscription subscription = subscribe(NotificationLog.of(counting, 10, NEVER).subscribe(0));
		subscription.next();
		await().until(() -> counting.pages() == 2);
		insert(1);
		assertThat(ids(subscription, 10)).endsWith(11L);
	}

	@Test
	void closingEndsAWaitingIteration() throws Exception {
		Subscription subscription = subscribe(this.log.subscribe(0));
		CountDownLatch started = new CountDownLatch(1);
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
			started.countDown();
			return subscription.hasNext();
		});
		assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
		subscription.close();
		subscription.close();
		assertThat(waiting.join()).isFalse();
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
	void closingEndsAStreamThatWaits() {
		insert(2);
		Subscription subscription = subscribe(this.log.subscribe(0));
		List<Long> ids = new CopyOnWriteArrayList<>();
		CompletableFuture<Void> reading = CompletableFuture
			.runAsync(() -> subscription.stream().map(Notification::id).forEach(ids::add));
		await().until(() -> ids.size() == 2);
		subscription.close();
		reading.join();
		assertThat(ids).containsExactly(1L, 2L);
	}

	@Test
	void closingTheLogEndsItsSubscriptions() throws Exception {
		Subscription subscription = subscribe(this.log.subscribe(0));
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(subscription::hasNext);
		((AutoCloseable) this.log).close();
		assertThat(waiting.join()).isFalse();
	}

	@Test
	void aClosedLogTakesNoSubscriptions() throws Exception {
		((AutoCloseable) this.log).close();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> this.log.subscribe(0))
			.withMessageContaining("The notification log is closed");
	}

	@Test
	void interruptingEndsTheWait() {
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
