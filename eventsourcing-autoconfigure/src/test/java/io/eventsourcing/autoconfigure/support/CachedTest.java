package io.eventsourcing.autoconfigure.support;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class CachedTest {

	private final AtomicLong reads = new AtomicLong();

	private final Cached<Long> rarely = new Cached<>(this.reads::incrementAndGet, Duration.ofDays(1), new ReadLock());

	@Test
	void theValueIsReadOnceInAnInterval() {
		assertThat(this.rarely.get()).isEqualTo(1);
		assertThat(this.rarely.get()).isEqualTo(1);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void theValueIsReadAgainAfterTheInterval() {
		Cached<Long> often = new Cached<>(this.reads::incrementAndGet, Duration.ofNanos(1), new ReadLock());
		await().until(() -> often.get() > 1);
	}

	@Test
	void aReadThatHangsBlocksOneThreadOnly() throws Exception {
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		Cached<Long> value = new Cached<>(() -> {
			if (this.reads.incrementAndGet() > 1) {
				hanging.countDown();
				awaitUninterruptibly(released);
			}
			return this.reads.get();
		}, Duration.ofMillis(200), new ReadLock());
		assertThat(value.get()).isEqualTo(1);
		Thread reader = new Thread(() -> await().ignoreExceptions().until(() -> value.get() > 1));
		reader.start();
		try {
			assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(CompletableFuture.supplyAsync(value::get)).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThatIllegalStateException().isThrownBy(value::get)
					.withMessageContaining("has not answered"));
			assertThat(this.reads).hasValue(2);
		}
		finally {
			released.countDown();
			reader.join();
		}
		assertThat(value.get()).isGreaterThan(1);
	}

	/** A scrape asks for several values of each projection, and must not take minutes. */
	@Test
	void whileAReadHangsOtherValuesDoNotAllWaitForIt() throws Exception {
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		ReadLock lock = new ReadLock();
		Duration interval = Duration.ofMillis(500);
		Cached<Long> hung = new Cached<>(() -> {
			hanging.countDown();
			awaitUninterruptibly(released);
			return 1L;
		}, interval, lock);
		CompletableFuture<Long> read = CompletableFuture.supplyAsync(hung::get);
		try {
			assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 100; i++) {
					Cached<Long> other = new Cached<>(this.reads::incrementAndGet, interval, lock);
					assertThatIllegalStateException().isThrownBy(other::get).withMessageContaining("has not answered");
				}
			})).succeedsWithin(interval.multipliedBy(20));
			assertThat(this.reads).hasValue(0);
		}
		finally {
			released.countDown();
		}
		assertThat(read).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
		assertThat(new Cached<>(this.reads::incrementAndGet, interval, lock).get()).isEqualTo(1);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aFailureIsKeptAsWell() {
		Cached<Long> failing = new Cached<>(() -> {
			throw new IllegalStateException("The database is gone: " + this.reads.incrementAndGet());
		}, Duration.ofDays(1), new ReadLock());
		for (int i = 0; i < 3; i++) {
			assertThatIllegalStateException().isThrownBy(failing::get).withMessageEndingWith(": 1");
		}
	}

}
