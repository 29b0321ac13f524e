package io.eventsourcing.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** Readers of the log that do not wait, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class NotificationPagesContract {

	private static final Duration NEVER = Duration.ofHours(1);

	private static final NotificationQuery ADOPTED = NotificationQuery.after(0, 10).topics(Set.of("Dog.Adopted"));

	private WatchedRecorder recorder;

	private StoppableNotificationLog log;

	/** The recorder of an empty store. */
	abstract ApplicationRecorder recorder();

	/** Adds events of the topic Dog.TrickAdded to the store. */
	abstract void fill(int count);

	@BeforeEach
	void open() {
		this.recorder = new WatchedRecorder(recorder());
		this.log = NotificationLog.builder(this.recorder).pageSize(10).pollInterval(NEVER).build();
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void eachReaderSeesExactlyItsEventsWhateverTheOthersDo() throws Exception {
		new PagesRace(this.recorder, this.log).run();
	}

	@Test
	void theLogIsReadInPagesUntilOneIsEmpty() {
		List<Long> ids = insert(25);
		NotificationPages pages = pages(0);
		assertThat(ids(pages)).isEqualTo(ids.subList(0, 10));
		assertThat(pages.position()).isEqualTo(ids.get(9));
		assertThat(ids(pages)).isEqualTo(ids.subList(10, 20));
		assertThat(ids(pages)).isEqualTo(ids.subList(20, 25));
		assertThat(ids(pages)).isEmpty();
		assertThat(pages.position()).isEqualTo(ids.get(24));
		List<Long> more = insert(2);
		assertThat(ids(pages)).isEqualTo(more);
		assertThat(ids(pages)).isEmpty();
	}

	@Test
	void thePositionPassesEventsOfOtherTopics() {
		long adopted = insert("Adopted");
		long last = insert("TrickAdded");
		NotificationPages pages = this.log.pages(ADOPTED);
		assertThat(ids(pages)).containsExactly(adopted);
		assertThat(pages.position()).isEqualTo(last);
		last = insert("TrickAdded");
		assertThat(ids(pages)).isEmpty();
		assertThat(pages.position()).isEqualTo(last);
	}

	/** A call that scanned the whole log would keep a thread of many readers for long. */
	@Test
	void aCallCoversAPartOfALongLog() {
		fill(250_000);
		long adopted = insert("Adopted");
		long last = insert("TrickAdded");
		NotificationPages pages = this.log.pages(ADOPTED);
		List<Long> positions = new ArrayList<>();
		List<Long> found = new ArrayList<>();
		while (pages.position() < last) {
			found.addAll(ids(pages));
			positions.add(pages.position());
		}
		assertThat(positions).containsExactly(100_000L, 200_000L, last);
		assertThat(found).containsExactly(adopted);
		assertThat(this.recorder.queries()).hasSize(3);
	}

	/** The page after a full one is read ahead, and may be empty. */
	@Test
	void aCallCoversAPartOfALongLogAfterAFullPage() {
		List<Long> adopted = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			adopted.add(insert("Adopted"));
		}
		fill(250_000);
		adopted.add(insert("Adopted"));
		NotificationPages pages = this.log.pages(ADOPTED);
		assertThat(ids(pages)).isEqualTo(adopted.subList(0, 10));
		await().until(() -> this.recorder.queries().size() == 2);
		assertThat(ids(pages)).isEmpty();
		assertThat(pages.position()).isEqualTo(100_010);
		assertThat(ids(pages)).isEmpty();
		assertThat(ids(pages)).containsExactly(adopted.get(10));
		assertThat(ids(pages)).isEmpty();
	}

	/** A subscriber waits for an event, however far away it is. */
	@Test
	void aSubscriptionReadsOn() {
		fill(250_000);
		long adopted = insert("Adopted");
		try (Subscription subscription = this.log.subscribe(ADOPTED)) {
			assertThat(subscription.next().id()).isEqualTo(adopted);
		}
	}

	@Test
	void nothingIsReturnedPastTheLastIdOfTheQuery() {
		List<Long> ids = insert(5);
		NotificationPages pages = this.log.pages(NotificationQuery.after(0, 10).upTo(ids.get(2)));
		assertThat(ids(pages)).isEqualTo(ids.subList(0, 3));
		assertThat(ids(pages)).isEmpty();
		assertThat(pages.position()).isEqualTo(ids.get(2));
		assertThatIllegalArgumentException().isThrownBy(() -> pages.continueAfter(ids.get(3)));
		assertThatIllegalArgumentException().isThrownBy(() -> pages.continueAfter(-1));
		assertThat(pages.position()).isEqualTo(ids.get(2));
	}

	@Test
	void aReaderContinuesAtAnotherPositionBackAndForth() {
		List<Long> ids = insert(45);
		NotificationPages pages = pages(0);
		assertThat(ids(pages)).isEqualTo(ids.subList(0, 10));
		// Not with the page that was read in the background
		await().until(() -> this.recorder.readers().size() == 2);
		pages.continueAfter(ids.get(4));
		assertThat(ids(pages)).isEqualTo(ids.subList(5, 15));
		pages.continueAfter(ids.get(29));
		assertThat(pages.position()).isEqualTo(ids.get(29));
		assertThat(ids(pages)).isEqualTo(ids.subList(30, 40));
		pages.continueAfter(0);
		assertThat(ids(pages)).isEqualTo(ids.subList(0, 10));
		pages.continueAfter(ids.get(44));
		assertThat(ids(pages)).isEmpty();
	}

	@Test
	void nearTheEndOfTheLogNothingIsQueriedWhileASubscriptionWaits() throws Exception {
		long head = insert("TrickAdded");
		Subscription subscription = this.log.subscribe(head);
		Reader<List<Notification>> first = Reader.of(subscription::nextPage).waiting();
		List<NotificationPages> readers = List.of(pages(head), pages(head), this.log.pages(ADOPTED));
		readers.get(2).continueAfter(head);
		long added = insert("TrickAdded");
		long adopted = insert("Adopted");
		List<Notification> dispatched = new ArrayList<>(first.result());
		while (dispatched.get(dispatched.size() - 1).id() < adopted) {
			dispatched.addAll(Reader.of(subscription::nextPage).result());
		}
		Reader<List<Notification>> waiting = Reader.of(subscription::nextPage).waiting();
		int before = this.recorder.readers().size();
		assertThat(ids(readers.get(0))).containsExactly(added, adopted);
		assertThat(ids(readers.get(1))).containsExactly(added, adopted);
		assertThat(ids(readers.get(2))).containsExactly(adopted);
		for (NotificationPages pages : readers) {
			assertThat(ids(pages)).isEmpty();
			assertThat(pages.position()).isEqualTo(adopted);
			pages.continueAfter(head);
			assertThat(ids(pages)).endsWith(adopted);
		}
		assertThat(this.recorder.readers()).hasSize(before);
		assertThat(waiting.isDone()).isFalse();
	}

	@Test
	void newEventsAreReadOnceForAllReadersWhileNoSubscriptionWaits() throws Exception {
		long head = insert("TrickAdded");
		this.log.subscribe(head);
		// What follows the head is kept in memory from now on
		Subscription waiting = this.log.subscribe(head);
		Reader<Boolean> reader = Reader.of(waiting::hasNext).waiting();
		waiting.close();
		assertThat(reader.result()).isFalse();
		List<NotificationPages> readers = List.of(pages(head), pages(head), pages(head));
		readers.forEach((pages) -> assertThat(ids(pages)).isEmpty());
		int before = this.recorder.readers().size();
		long id = insert("TrickAdded");
		readers.forEach((pages) -> assertThat(ids(pages)).containsExactly(id));
		readers.forEach((pages) -> assertThat(ids(pages)).isEmpty());
		assertThat(this.recorder.readers()).hasSize(before + 1);
	}

	@Test
	void withoutSubscriptionsEachReaderReadsForItself() {
		NotificationPages pages = pages(0);
		assertThat(ids(pages)).isEmpty();
		long id = insert("TrickAdded");
		assertThat(ids(pages)).containsExactly(id);
		this.log.subscribe(id).close();
		long next = insert("TrickAdded");
		assertThat(ids(pages)).containsExactly(next);
		assertThat(this.recorder.listeners()).isZero();
	}

	@Test
	void aFailureLosesNothing() {
		List<Long> ids = insert(15);
		NotificationPages pages = pages(0);
		this.recorder.fail(0);
		assertThatIllegalStateException().isThrownBy(pages::next).withMessage("Part of the test");
		assertThat(ids(pages)).isEqualTo(ids.subList(0, 10));
		assertThat(ids(pages)).isEqualTo(ids.subList(10, 15));
	}

	@Test
	void stoppingTheLogEndsItsReaders() {
		List<Long> ids = insert(25);
		NotificationPages pages = pages(0);
		assertThat(ids(pages)).hasSize(10);
		this.log.stop();
		int before = this.recorder.readers().size();
		assertThat(ids(pages)).isEmpty();
		assertThat(pages.position()).isEqualTo(ids.get(9));
		assertThat(this.recorder.readers()).hasSize(before);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> pages(0))
			.withMessageContaining("The notification log is stopped");
		this.log.start();
		assertThat(ids(pages)).isEmpty();
		assertThat(ids(pages(pages.position()))).isEqualTo(ids.subList(10, 20));
	}

	private NotificationPages pages(long after) {
		return this.log.pages(NotificationQuery.after(after, 10));
	}

	private static List<Long> ids(NotificationPages pages) {
		return pages.next().stream().map(Notification::id).toList();
	}

	private long insert(String name) {
		return this.recorder.insertEvents(Append.of(List.of(Events.event(UUID.randomUUID(), 1, name))));
	}

	/** Returns the ids of the events. */
	private List<Long> insert(int count) {
		List<StoredEvent> events = Events.events(UUID.randomUUID(), 1, count);
		long first = this.recorder.insertEvents(Append.of(events));
		return events.stream().map((event) -> first + event.originatorVersion() - 1).toList();
	}

}
