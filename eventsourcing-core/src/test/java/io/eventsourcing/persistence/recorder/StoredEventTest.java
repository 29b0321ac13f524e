package io.eventsourcing.persistence.recorder;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StoredEventTest {

	private final UUID id = UUID.randomUUID();

	@Test
	void versionsStartAtOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> event(0, Instant.EPOCH))
			.withMessage("The versions of an aggregate start at 1, not at 0: " + this.id);
	}

	@Test
	void theTimestampIsCutToMicroseconds() {
		assertThat(event(1, Instant.parse("1969-12-31T23:59:59.999999999Z")).timestamp())
			.isEqualTo("1969-12-31T23:59:59.999999Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z" })
	void theYearsOneTo9999CanBeStored(Instant timestamp) {
		event(1, timestamp);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1000000000-01-01T00:00:00Z", "0000-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z",
			"+1000000000-12-31T23:59:59.999999999Z" })
	void otherTimestampsAreRefused(Instant timestamp) {
		assertThatIllegalArgumentException().isThrownBy(() -> event(7, timestamp))
			.withMessage("The event Dog.TrickAdded, version 7 of %s, has the timestamp %s; only the years 1 to 9999 "
					+ "can be stored", this.id, timestamp);
	}

	private StoredEvent event(long version, Instant timestamp) {
		return StoredEvent.builder(this.id, version)
			.type("Dog", "TrickAdded")
			.timestamp(timestamp)
			.payload(new byte[0])
			.build();
	}

}
