package io.eventsourcing.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Subscriptions of one log read its end together, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SharedReadContract {

	private static final Duration NEVER = Duration.ofHours(1);

	private static final int MANY = 50;

	private final List<StoppableNotificationLog> logs = new ArrayList<>();

	private WatchedRecorder recorder;

	private TransactionTemplate transaction;

	/** The recorder of an empty store. */
	abstract ApplicationRecorder recorder();

	abstract PlatformTransactionManager transactionManager();

	@BeforeEach
	void open() {
		this.recorder = new WatchedRecorder(recorder());
		this.transaction = new TransactionTemplate(transactionManager());
	}

	@AfterEach
	void close() {
		this.recorder.release();
		this.logs.forEach(StoppableNotificationLog::close);
	}

	@Test
	void eachSubscriptionSeesExactlyItsEventsWhateverTheOthersDo() throws Exception {
		new SubscriptionRace(this.recorder, log(NEVER), this.transaction).run();
	}

	@Test
	void aSaveIsReadOnceForAllSubscriptions() throws Exception {
		List<Reader<Long>> readers = waiting(log(NEVER), MANY);
		int before = this.recorder.readers().size();
		long id = insert();
		for (Reader<Long> reader : readers) {
			assertThat(reader.result()).isEqualTo(id);
		}
		assertThat(this.recorder.readers()).hasSize(before + 1);
	}

	@Test
	void aSaveCallsOneListenerHoweverManySubscriptions() {
		StoppableNotificationLog log = log(NEVER);
		List<Subscription> subscriptions = IntStream.range(0, MANY).mapToObj((i) -> log.subscribe(0)).toList();
		assertThat(this.recorder.listeners()).isOne();
		subscriptions.get(0).close();
		assertThat(this.recorder.listeners()).isOne();
		subscriptions.forEach(Subscription::close);
		subscriptions.forEach(Subscription::close);
		assertThat(this.recorder.listeners()).isZero();
		log.subscribe(0);
		assertThat(this.recorder.listeners()).isOne();
		log.stop();
		assertThat(this.recorder.listeners()).isZero();
	}

	@Test
	void idleSubscriptionsPollTogether() {
		Duration interval = Duration.ofMillis(20);
		waiting(log(interval), MANY);
		int polls = 10;
		int before = this.recorder.readers().size();
		long start = System.nanoTime();
		await().pollInterval(Duration.ofMillis(1)).until(() -> this.recorder.readers().size() >= before + polls);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(interval.multipliedBy(polls - 2));
	}

	@Test
	void whatIsAppendedWithoutSubscriptionsIsSeenByTheNext() {
		StoppableNotificationLog log = log(NEVER);
		long first = insert();
		try (Subscription subscription = log.subscribe(0)) {
			assertThat(subscription.next().id()).isEqualTo(first);
		}
		long second = insert();
		try (Subscription subscription = log.subscribe(first)) {
			assertThat(subscription.next().id()).isEqualTo(second);
		}
	}

	@Test
	void aFailureIsThrownOnceAndTheOthersReadForThemselves() throws Exception {
		long head = insert();
		List<Reader<Object>> readers = start(log(NEVER), head, MANY,
				(subscription) -> () -> resultOf(subscription::next));
		this.recorder.fail(head);
		long id = insert();
		List<Object> results = new ArrayList<>();
		for (Reader<Object> reader : readers) {
			results.add(reader.result());
		}
		assertThat(results).filteredOn(IllegalStateException.class::isInstance).hasSize(1);
		assertThat(results).filteredOn(Notification.class::isInstance)
			.hasSize(MANY - 1)
			.allMatch((result) -> ((Notification) result).id() == id);
	}

	@Test
	void anInterruptHurtsNobodyElse() throws Exception {
		List<Reader<Object>> readers = start(log(NEVER), 0, MANY, (subscription) -> () -> resultOf(subscription::next));
		for (int i = 0; i < MANY - 1; i++) {
			readers.get(i).interrupt();
			assertThat(readers.get(i).result()).isInstanceOf(EventSourcingException.class);
		}
		long id = insert();
		assertThat(readers.get(MANY - 1).result())
			.isEqualTo(this.recorder.selectNotifications(NotificationQuery.after(id - 1, 1)).get(0));
	}

	@Test
	void anInterruptDuringTheSharedReadHurtsNobodyElse() throws Exception {
		long head = insert();
		List<Reader<Object>> readers = start(log(NEVER), head, 3, (subscription) -> () -> resultOf(subscription::next));
		this.recorder.hold(head);
		insert();
		await().until(this.recorder::isHolding);
		Thread leader = this.recorder.held().get(0);
		leader.interrupt();
		this.recorder.release();
		int interrupted = 0;
		for (Reader<Object> reader : readers) {
			if (reader.result() instanceof Notification notification) {
				assertThat(notification.id()).isGreaterThan(head);
			}
			else {
				assertThat(reader.isOf(leader)).isTrue();
				interrupted++;
			}
		}
		assertThat(interrupted).isLessThanOrEqualTo(1);
	}

	@Test
	void closingOneSubscriptionEndsNoOther() throws Exception {
		StoppableNotificationLog log = log(NEVER);
		List<Subscription> subscriptions = IntStream.range(0, MANY).mapToObj((i) -> log.subscribe(0)).toList();
		List<Reader<Boolean>> readers = subscriptions.stream()
			.map((subscription) -> Reader.of(subscription::hasNext).waiting())
			.toList();
		for (int i = 0; i < MANY - 1; i++) {
			subscriptions.get(i).close();
			assertThat(readers.get(i).result()).isFalse();
		}
		insert();
		assertThat(readers.get(MANY - 1).result()).isTrue();
	}

	@Test
	void uncommittedEventsAreNotSharedByTheTransactionThatReadsThem() throws Exception {
		StoppableNotificationLog log = log(Duration.ofMillis(5));
		long head = insert();
		Subscription inTransaction = log.subscribe(head);
		// What follows the head is shared from now on
		Subscription first = log.subscribe(head);
		Reader<Boolean> reading = Reader.of(first::hasNext).waiting();
		first.close();
		assertThat(reading.result()).isFalse();
		Reader<Boolean> rolledBack = Reader.of(() -> this.transaction.execute((status) -> {
			status.setRollbackOnly();
			long id = insert();
			assertThat(inTransaction.next().id()).isEqualTo(id);
			return inTransaction.hasNext();
		})).waiting();
		awaitReads(3);
		Reader<Long> other = Reader.of(() -> log.subscribe(head).next().id()).waiting();
		awaitReads(10);
		assertThat(other.isDone()).isFalse();
		inTransaction.close();
		assertThat(rolledBack.result()).isFalse();
		long id = insert();
		assertThat(other.result()).isEqualTo(id);
	}

	@Test
	void whatIsAppendedDuringAReadEndsTheWaitAfterIt() {
		for (boolean bound : new boolean[] { false, true }) {
			long head = insert();
			if (bound) {
				this.recorder.bindToThread();
			}
			this.recorder.afterNextRead(this::insert);
			assertThat(log(NEVER).subscribe(head).next().id()).isGreaterThan(head);
		}
	}

	private void awaitReads(int count) {
		int before = this.recorder.readers().size();
		await().until(() -> this.recorder.readers().size() >= before + count);
	}

	@Test
	void aThreadInATransactionIsWokenByTheCommitsOfOthers() throws Exception {
		StoppableNotificationLog log = log(NEVER);
		Reader<Long> other = Reader.of(() -> log.subscribe(0).next().id()).waiting();
		Reader<Long> reader = Reader.of(() -> this.transaction.execute((status) -> log.subscribe(0).next().id()))
			.waiting();
		long id = insert();
		assertThat(reader.result()).isEqualTo(id);
		assertThat(other.result()).isEqualTo(id);
	}

	@Test
	void whereReadsAreBoundToTheThreadEachReadsForItself() throws Exception {
		this.recorder.bindToThread();
		List<Reader<Long>> readers = waiting(log(NEVER), 3);
		long id = insert();
		for (Reader<Long> reader : readers) {
			assertThat(reader.result()).isEqualTo(id);
			assertThat(this.recorder.readers()).filteredOn(reader::isOf).hasSizeGreaterThanOrEqualTo(2);
		}
	}

	private StoppableNotificationLog log(Duration pollInterval) {
		StoppableNotificationLog log = NotificationLog.builder(this.recorder)
			.pageSize(10)
			.pollInterval(pollInterval)
			.build();
		this.logs.add(log);
		return log;
	}

	private List<Reader<Long>> waiting(NotificationLog log, int count) {
		return start(log, 0, count, (subscription) -> () -> subscription.next().id());
	}

	private <T> List<Reader<T>> start(NotificationLog log, long after, int count, Reading<T> reading) {
		List<Reader<T>> readers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			readers.add(Reader.of(reading.of(log.subscribe(after))));
		}
		readers.forEach(Reader::waiting);
		return readers;
	}

	private static Object resultOf(Callable<?> work) throws Exception {
		try {
			return work.call();
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private long insert() {
		return this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, 1)));
	}

	/** What a thread does with its subscription. */
	private interface Reading<T> {

		Callable<T> of(Subscription subscription);

	}

}
