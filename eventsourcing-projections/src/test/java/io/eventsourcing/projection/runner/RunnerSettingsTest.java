package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Which settings a runner accepts. */
class RunnerSettingsTest {

	private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

	private final MemoryProjectionStore store = new MemoryProjectionStore();

	private final ProjectionRunnerBuilder builder = this.store.runner();

	@AfterEach
	void close() {
		this.store.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1S", "PT0.099999999S", "P24DT1S", "PT2562047788015215H30M7S" })
	void anAbsurdLeaseIsRefused(Duration lease) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.lease(lease))
			.withMessage("The lease must be from 100 ms to 24 days, not " + lease);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-0.001S", "P24DT1S", "PT2562047788015215H30M7S" })
	void anAbsurdHandlerTimeoutIsRefused(Duration timeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.handlerTimeout(timeout))
			.withMessage("The handler timeout must be from 0 to 24 days, not " + timeout + "; 0 means no limit");
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE })
	void anAbsurdNumberOfThreadsIsRefused(int threads) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.threads(threads))
			.withMessage("The number of threads must be from 1 to 1000, not " + threads);
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 100_001, Integer.MAX_VALUE })
	void anAbsurdBatchSizeIsRefused(int size) {
		assertThatIllegalArgumentException().isThrownBy(() -> ProjectionOptions.DEFAULTS.batchSize(size))
			.withMessage("The batch size must be from 1 to 100000, not " + size);
	}

	@Test
	void theLimitsThemselvesAreAccepted() {
		assertThatNoException().isThrownBy(() -> {
			for (Duration lease : new Duration[] { Duration.ofMillis(100), Duration.ofDays(24) }) {
				this.builder.lease(lease).handlerTimeout(lease);
			}
			this.builder.handlerTimeout(Duration.ZERO).threads(1).threads(1000);
			ProjectionOptions.DEFAULTS.batchSize(1).batchSize(100_000);
		});
	}

	/** The process ends when all handlers have returned. */
	@Test
	void aStopMayWaitForever() {
		ProjectionRunner runner = this.builder.stopTimeout(FOREVER).projection("tricks", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added() {
			}

		})).build();
		runner.start();
		assertThatNoException().isThrownBy(runner::stop);
	}

}
