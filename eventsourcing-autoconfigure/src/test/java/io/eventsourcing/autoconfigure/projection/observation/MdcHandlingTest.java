package io.eventsourcing.autoconfigure.projection.observation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.persistence.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MdcHandlingTest {

	private final Recording event = Infrastructure.inMemory().repository().save(new Dog("Fido", Instant.EPOCH)).get(0);

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void whatWasThereBeforeIsRestored() {
		MDC.put(MdcHandling.PROJECTION, "outer");
		Map<String, String> inside = new HashMap<>();
		assertThatIllegalStateException().isThrownBy(() -> new MdcHandling().handle("tricks", this.event, true, () -> {
			inside.putAll(MDC.getCopyOfContextMap());
			throw new IllegalStateException("broken");
		}));
		assertThat(inside).containsOnly(Map.entry(MdcHandling.PROJECTION, "tricks"),
				Map.entry(MdcHandling.NOTIFICATION, "1"),
				Map.entry(MdcHandling.AGGREGATE, this.event.event().originatorId().toString()));
		assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry(MdcHandling.PROJECTION, "outer"));
	}

}
