package io.eventsourcing.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** In which threads subscriptions read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrefetchTest {

	private static final int EVENTS = 45;

	private final WatchedRecorder recorder = new WatchedRecorder(new MemoryRecorder());

	@BeforeEach
	void insert() {
		this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, EVENTS)));
	}

	@Test
	void withoutPrefetchEverythingIsReadByTheReader() {
		NotificationLog log = builder().withoutPrefetch().build();
		assertThat(ids(log.subscribe(0))).containsExactlyElementsOf(all());
		NotificationQuery query = NotificationQuery.after(0, 10).topics(Set.of("Dog.TrickAdded")).upTo(40);
		try (Subscription subscription = log.subscribe(query)) {
			assertThat(subscription.stream()).hasSize(40);
		}
		assertThat(this.recorder.readers()).hasSizeGreaterThan(5).containsOnly(Thread.currentThread());
	}

	@Test
	void whatIsBoundToTheThreadIsReadByTheReader() {
		this.recorder.bindToThread();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		assertThat(ids(builder().build().subscribe(0))).containsExactlyElementsOf(all());
		assertThat(ids(builder().prefetchExecutor(executor).build().subscribe(0))).containsExactlyElementsOf(all());
		executor.shutdown();
		assertThat(this.recorder.readers()).hasSize(10).containsOnly(Thread.currentThread());
	}

	@Test
	void aPageIsReadAheadByTheExecutor() {
		List<Thread> threads = new ArrayList<>();
		ExecutorService executor = Executors.newSingleThreadExecutor((task) -> {
			threads.add(new Thread(task));
			return threads.get(0);
		});
		try (Subscription subscription = builder().prefetchExecutor(executor).build().subscribe(0)) {
			subscription.next();
			await().until(() -> this.recorder.readers().size() == 2);
			assertThat(this.recorder.readers()).containsExactly(Thread.currentThread(), threads.get(0));
			assertThat(ids(subscription)).hasSize(EVENTS - 1);
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void aBusyExecutorIsNotWaitedForAndHoldsOneTask() {
		Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
		assertThat(ids(builder().prefetchExecutor(queue::add).build().subscribe(0))).containsExactlyElementsOf(all());
		assertThat(this.recorder.readers()).containsOnly(Thread.currentThread());
		assertThat(queue).hasSize(1);
		int reads = this.recorder.readers().size();
		queue.remove().run();
		assertThat(this.recorder.readers()).hasSize(reads);
	}

	@Test
	void aTaskThatWasWaitingReadsThePageThatIsNextByThen() {
		Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
		Subscription subscription = builder().prefetchExecutor(queue::add).build().subscribe(0);
		List<Notification> seen = subscription.stream().limit(15).toList();
		queue.remove().run();
		assertThat(this.recorder.readers()).hasSize(3);
		assertThat(seen.size() + ids(subscription, EVENTS - 15).size()).isEqualTo(EVENTS);
		assertThat(this.recorder.readers()).hasSize(5);
	}

	@Test
	void anExecutorThatRejectsIsAskedAgain() {
		List<Runnable> rejected = new ArrayList<>();
		Executor executor = (task) -> {
			rejected.add(task);
			throw new RejectedExecutionException("Part of the test");
		};
		assertThat(ids(builder().prefetchExecutor(executor).build().subscribe(0))).containsExactlyElementsOf(all());
		assertThat(rejected).hasSize(4);
		assertThat(this.recorder.readers()).containsOnly(Thread.currentThread());
	}

	@Test
	void anExecutorThatFailsIsAskedAgainAndLosesNothing() {
		Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
		AtomicBoolean failing = new AtomicBoolean(true);
		Executor executor = (task) -> {
			if (failing.getAndSet(false)) {
				throw new StackOverflowError("Part of the test");
			}
			queue.add(task);
		};
		try (Subscription subscription = builder().prefetchExecutor(executor).build().subscribe(0)) {
			assertThatExceptionOfType(StackOverflowError.class).isThrownBy(subscription::hasNext);
			assertThat(ids(subscription)).containsExactlyElementsOf(all());
			assertThat(queue).hasSize(1);
		}
	}

	@Test
	void anExecutorMayRunTheTaskAtOnce() {
		assertThat(ids(builder().prefetchExecutor(Runnable::run).build().subscribe(0)))
			.containsExactlyElementsOf(all());
	}

	@Test
	void aFailureInTheBackgroundLosesNothing() {
		this.recorder.fail(10);
		assertThat(ids(builder().prefetchExecutor(Runnable::run).build().subscribe(0)))
			.containsExactlyElementsOf(all());
		assertThat(this.recorder.readers()).hasSize(6);
	}

	@Test
	void eachLogHasFewThreadsHoweverManySubscriptions() {
		this.recorder.hold(10);
		StoppableNotificationLog log = builder().build();
		List<Subscription> subscriptions = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			subscriptions.add(log.subscribe(0));
			assertThat(subscriptions.get(i).next().id()).isEqualTo(1);
		}
		await().until(() -> this.recorder.held().size() == PrefetchThreads.MAX_THREADS);
		List<Thread> threads = List.copyOf(this.recorder.held());
		this.recorder.release();
		for (Subscription subscription : subscriptions) {
			assertThat(ids(subscription)).hasSize(EVENTS - 1);
		}
		assertThat(threads).doesNotHaveDuplicates().allMatch(PrefetchTest::isOurs).allMatch(Thread::isDaemon);
		assertThat(this.recorder.readers()).containsAll(threads)
			.allMatch((thread) -> thread == Thread.currentThread() || threads.contains(thread));
		log.close();
		await().until(() -> threads.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void threadsOfTheUserMayBeVirtual() throws Exception {
		ExecutorService executor = virtualThreads();
		assertThat(ids(builder().prefetchExecutor(executor).build().subscribe(0))).containsExactlyElementsOf(all());
		StoppableNotificationLog log = builder().prefetchExecutor(executor).build();
		Subscription subscription = log.subscribe(0);
		var reading = executor.submit(() -> subscription.stream().map(Notification::id).toList());
		await().until(() -> subscription.position() == EVENTS);
		log.stop();
		assertThat(reading.get(10, TimeUnit.SECONDS)).containsExactlyElementsOf(all());
		executor.shutdown();
	}

	/** Java 17 has none. */
	private static ExecutorService virtualThreads() throws ReflectiveOperationException {
		return (Runtime.version().feature() < 21) ? Executors.newCachedThreadPool()
				: (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
	}

	private NotificationLogBuilder builder() {
		return NotificationLog.builder(this.recorder).pageSize(10).pollInterval(Duration.ofHours(1));
	}

	private static boolean isOurs(Thread thread) {
		return thread.getName().startsWith("eventsourcing-prefetch-");
	}

	private static List<Long> all() {
		return LongStream.rangeClosed(1, EVENTS).boxed().toList();
	}

	/** Reads to the end and closes. */
	private static List<Long> ids(Subscription subscription) {
		try (subscription) {
			return ids(subscription, EVENTS - subscription.position());
		}
	}

	private static List<Long> ids(Subscription subscription, long count) {
		return subscription.stream().limit(count).map(Notification::id).toList();
	}

}
