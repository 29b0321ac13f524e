package io.eventsourcing.log;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How a log is stopped while it is being read: the store may be closed after it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppingTest {

	private final WatchedRecorder recorder = new WatchedRecorder(new MemoryRecorder());

	private final StoppableNotificationLog log = NotificationLog.builder(this.recorder)
		.pageSize(10)
		.pollInterval(Duration.ofHours(1))
		.build();

	@BeforeEach
	void insert() {
		this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, 25)));
	}

	@AfterEach
	void release() {
		this.recorder.release();
	}

	@Test
	void aReadThatIsInProgressIsWaitedFor() throws Exception {
		this.recorder.hold(0);
		Reader<Boolean> reader = Reader.of(this.log.subscribe(0)::hasNext);
		await().until(this.recorder::isHolding);
		Reader<Boolean> stopping = Reader.of(this::stop).waiting();
		assertThat(this.log.isRunning()).isFalse();
		this.recorder.release();
		assertThat(stopping.result()).isTrue();
		assertThat(this.recorder.readers()).hasSize(1);
		assertThat(reader.result()).isFalse();
	}

	@Test
	void aReadInTheBackgroundIsWaitedForAlsoIfItsSubscriptionHasBeenClosed() throws Exception {
		this.recorder.hold(10);
		Subscription subscription = this.log.subscribe(0);
		subscription.next();
		await().until(this.recorder::isHolding);
		subscription.close();
		Reader<Boolean> stopping = Reader.of(this::stop).waiting();
		this.recorder.release();
		assertThat(stopping.result()).isTrue();
		assertThat(this.recorder.readers()).hasSize(2);
	}

	@Test
	void nothingIsReadOnceTheLogIsStopped() {
		Subscription subscription = this.log.subscribe(0);
		this.log.stop();
		assertThat(subscription.hasNext()).isFalse();
		assertThat(this.recorder.readers()).isEmpty();
	}

	@Test
	void aTaskThatBeginsOnceTheLogIsStoppedReadsNothing() {
		Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
		StoppableNotificationLog other = NotificationLog.builder(this.recorder)
			.pageSize(10)
			.prefetchExecutor(tasks::add)
			.build();
		other.subscribe(0).next();
		other.stop();
		tasks.remove().run();
		assertThat(this.recorder.readers()).hasSize(1);
	}

	@Test
	void anInterruptedThreadStopsTheLogWithoutWaiting() {
		this.recorder.hold(0);
		Reader.of(this.log.subscribe(0)::hasNext);
		await().until(this.recorder::isHolding);
		Thread.currentThread().interrupt();
		this.log.stop();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.log.isRunning()).isFalse();
	}

	@Test
	void waitingForReadsEnds() throws Exception {
		RunningReads reads = new RunningReads();
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Reader<Boolean> reader = Reader.of(() -> reads.run(() -> false, () -> {
			reading.countDown();
			return opened(end);
		}));
		assertThat(opened(reading)).isTrue();
		assertThat(reads.awaitNone(Duration.ofMillis(20))).isFalse();
		end.countDown();
		assertThat(reader.result()).isTrue();
		assertThat(reads.awaitNone(Duration.ZERO)).isTrue();
	}

	@Test
	void aReadThatFailsIsNotWaitedFor() throws Exception {
		this.recorder.fail(0);
		Reader<Boolean> reader = Reader.of(this.log.subscribe(0)::hasNext);
		await().until(reader::isDone);
		Reader<Boolean> stopping = Reader.of(this::stop);
		assertThat(stopping.result()).isTrue();
	}

	private boolean stop() {
		this.log.stop();
		return true;
	}

	private static boolean opened(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
