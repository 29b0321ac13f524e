package io.eventsourcing.persistence.jdbc;

import java.time.Duration;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Which settings of a recorder are refused. */
class JdbcRecorderBuilderTest {

	private final JdbcRecorderBuilder builder = JdbcRecorder.builder(new JdbcDataSource());

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.000999S", "P25D", "PT2562047788015215H" })
	void unusableLockTimeout(Duration timeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.lockTimeout(timeout))
			.withMessageContaining("lock timeout")
			.withMessageContaining("from 1 ms to 24 days")
			.withMessageContaining(timeout.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.001S", "P24D" })
	void usableLockTimeout(Duration timeout) {
		assertThatNoException().isThrownBy(() -> this.builder.lockTimeout(timeout));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void unusableGroupSize(int events) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxGroupSize(events))
			.withMessageContaining("must be positive, not " + events);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void unusablePayloadSize(long bytes) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxPayloadSize(DataSize.ofBytes(bytes)))
			.withMessageContaining("must be positive, not " + bytes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\"b", "a\0b" })
	void unusableChannel(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.notificationChannel(name))
			.withMessageContaining("The name of the notification channel must not be blank or contain quotes");
	}

	@Test
	void tooLongAChannel() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.notificationChannel("ä".repeat(32)))
			.withMessageContaining("The name of the notification channel has 64 bytes, but at most 63 are allowed");
	}

}
