package io.eventsourcing.autoconfigure.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.recorder.AppendObserver.Group;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppendGroupMetersTest {

	private final AppendGroupMeters meters = new AppendGroupMeters();

	@Test
	void aGroupIsMeasuredInEachRegistry() {
		MeterRegistry one = new SimpleMeterRegistry();
		MeterRegistry other = new SimpleMeterRegistry();
		this.meters.bindTo(one);
		this.meters.bindTo(other);
		this.meters.stored(new Group(2, 5, Duration.ofMillis(30), Duration.ofMillis(70)));
		for (MeterRegistry registry : new MeterRegistry[] { one, other }) {
			assertThat(registry.get("eventsourcing.append.group").summary().totalAmount()).isEqualTo(5);
			assertThat(registry.get("eventsourcing.append.wait").timer().totalTime(TimeUnit.MILLISECONDS))
				.isEqualTo(30);
			assertThat(registry.get("eventsourcing.append.write").timer().totalTime(TimeUnit.MILLISECONDS))
				.isEqualTo(70);
		}
	}

}
