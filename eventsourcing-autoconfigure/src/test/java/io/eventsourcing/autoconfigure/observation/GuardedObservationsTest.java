package io.eventsourcing.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class GuardedObservationsTest {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final GuardedObservations guarded = new GuardedObservations(this.registry);

	private int works;

	private void observe() {
		this.guarded.observe(() -> Observation.createNotStarted("work", this.registry), () -> {
			this.works++;
		});
	}

	/** The exceptions of both are of the same class. */
	@Test
	void aWarningIsLoggedForEachHandlerThatIsBroken(CapturedOutput output) {
		this.registry.observationConfig().observationHandler(new Broken() {

			@Override
			public void onStart(Observation.Context context) {
				throw new NullPointerException("This handler is broken at the start");
			}

		});
		this.registry.observationConfig().observationHandler(new Broken() {

			@Override
			public void onStop(Observation.Context context) {
				throw new NullPointerException("This handler is broken at the end");
			}

		});
		observe();
		observe();
		assertThat(this.works).isEqualTo(2);
		assertThat(output).containsOnlyOnce("This handler is broken at the start")
			.containsOnlyOnce("This handler is broken at the end");
	}

	/** Whatever the application does about it, it has to know. */
	@Test
	void anErrorOfTheVirtualMachineIsThrown() {
		this.registry.observationConfig().observationHandler(new Broken() {

			@Override
			public void onScopeClosed(Observation.Context context) {
				throw new OutOfMemoryError("There is no memory");
			}

		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this::observe);
		assertThat(this.works).isOne();
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	private static class Broken implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
