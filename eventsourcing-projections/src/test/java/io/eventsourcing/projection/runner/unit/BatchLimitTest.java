package io.eventsourcing.projection.runner.unit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How many events a transaction handles. */
class BatchLimitTest {

	private final BatchLimit limit = new BatchLimit(100);

	private static List<Notification> events(int count) {
		UUID id = UUID.randomUUID();
		return LongStream.rangeClosed(1, count)
			.mapToObj((version) -> new Notification(version,
					StoredEvent.builder(id, version)
						.type("Dog", "TrickAdded")
						.timestamp(Instant.EPOCH)
						.payload(new byte[0])
						.build()))
			.toList();
	}

	private void succeeded(int events, Duration duration) {
		this.limit.succeeded(events(events), duration.toNanos());
	}

	@Test
	void itIsTheMaximumAtFirst() {
		assertThat(this.limit.of(events(30))).isEqualTo(30);
		assertThat(this.limit.of(events(500))).isEqualTo(100);
	}

	@Test
	void slowEventsAreHandledForAQuarterOfASecond() {
		succeeded(100, Duration.ofSeconds(1));
		assertThat(this.limit.of(events(500))).isEqualTo(25);
		succeeded(25, Duration.ofMinutes(1));
		assertThat(this.limit.of(events(500))).isOne();
		for (int i = 0; i < 50; i++) {
			succeeded(1, Duration.ofMillis(5));
		}
		assertThat(this.limit.of(events(500))).isBetween(45, 50);
	}

	@Test
	void theTransactionBeforeAnEventThatFailedEndsBeforeIt() {
		this.limit.isolate(8);
		assertThat(this.limit.of(events(20))).isEqualTo(7);
		assertThat(this.limit.of(events(20).subList(7, 20))).isOne();
		this.limit.succeeded(events(8), 1);
		assertThat(this.limit.of(events(20).subList(8, 20))).isEqualTo(12);
	}

	@Test
	void afterAFailureOfAnUnknownEventItIsHalvedAndThenDoubled() {
		this.limit.halve(100);
		assertThat(this.limit.of(events(100))).isEqualTo(50);
		this.limit.halve(50);
		this.limit.halve(1);
		assertThat(this.limit.of(events(100))).isOne();
		succeeded(1, Duration.ofNanos(1));
		assertThat(this.limit.of(events(100))).isEqualTo(2);
		succeeded(2, Duration.ofNanos(1));
		assertThat(this.limit.of(events(100))).isEqualTo(4);
	}

}
