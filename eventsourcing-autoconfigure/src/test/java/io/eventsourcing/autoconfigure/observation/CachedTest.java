package io.eventsourcing.autoconfigure.observation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class CachedTest {

	private final AtomicLong reads = new AtomicLong();

	private final Cached<Long> rarely = new Cached<>(this.reads::incrementAndGet, Duration.ofDays(1));

	@Test
	void theValueIsReadOnceInAnInterval() {
		assertThat(this.rarely.get()).isEqualTo(1);
		assertThat(this.rarely.get()).isEqualTo(1);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void theValueIsReadAgainAfterTheInterval() {
		Cached<Long> often = new Cached<>(this.reads::incrementAndGet, Duration.ofNanos(1));
		await().until(() -> often.get() > 1);
	}

	@Test
	void aFailureIsKeptAsWell() {
		Cached<Long> failing = new Cached<>(() -> {
			throw new IllegalStateException("The database is gone: " + this.reads.incrementAndGet());
		}, Duration.ofDays(1));
		for (int i = 0; i < 3; i++) {
			assertThatIllegalStateException().isThrownBy(failing::get).withMessageEndingWith(": 1");
		}
	}

}
