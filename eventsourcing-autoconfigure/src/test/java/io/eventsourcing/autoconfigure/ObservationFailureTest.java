package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Projections;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Handlers of observations that throw. Each test has a thread of its own: if one handler
 * throws when a scope is closed, Micrometer does not call the others, and the trace stays
 * in the thread.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservationFailureTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	/** The step at which the handler throws. */
	enum Step {

		START, OPEN, CLOSE, ERROR, STOP

	}

	private final ConfigurableApplicationContext context = StartUp.of(School.class)
		.with("eventsourcing.base-packages=io.eventsourcing.fixtures", "eventsourcing.projections.max-attempts=1")
		.with(Contexts.newH2())
		.run();

	private final DogSchool school = this.context.getBean(DogSchool.class);

	@BeforeEach
	@AfterEach
	void repair() {
		Broken.at = null;
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@ParameterizedTest
	@EnumSource
	void aSaveThatIsStoredSucceeds(Step step, CapturedOutput output) {
		Broken.at = step;
		Dog dog = new Dog("Fido", null);
		this.school.save(dog);
		dog.addTrick("sit");
		this.school.save(dog);
		assertThat(this.school.notificationLog().maxId()).isEqualTo(2);
		assertThat(this.context.getBean(ObservationRegistry.class).getCurrentObservationScope()).isNull();
		if (step != Step.ERROR) {
			assertThat(output).containsOnlyOnce("This handler of eventsourcing.append is broken");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSaveThatFailsThrowsItsOwnException(Step step) {
		UUID id = this.school.registerDog("Fido");
		Dog dog = this.school.repository().get(Dog.class, id);
		dog.addTrick("sit");
		this.school.addTrick(id, "roll over");
		Broken.at = step;
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> this.school.save(dog));
	}

	@ParameterizedTest
	@EnumSource
	void eventsAreNotParked(Step step) {
		UUID id = this.school.registerDog("Fido");
		assertThat(this.context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
		Broken.at = step;
		int handled = Broken.handled.get();
		await().atMost(LIMIT).until(() -> {
			this.school.addTrick(id, "sit");
			assertThat(this.context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
			return Broken.handled.get() > handled;
		});
		assertThat(this.context.getBean(ParkedEvents.class).count("tricks")).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	@LeanActuatorApplication
	@Import({ DogSchool.class, Tricks.class })
	static class School {

		@Bean
		ObservationHandler<Observation.Context> broken() {
			return new Broken();
		}

	}

	@Projection("tricks")
	static class Tricks {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	/** Throws at one step. */
	static class Broken implements ObservationHandler<Observation.Context> {

		private static volatile Step at;

		/** How many live events have been observed. */
		private static final AtomicInteger handled = new AtomicInteger();

		private static void reach(Step step, Observation.Context context) {
			if (at == step && context.getName().startsWith("eventsourcing.")) {
				throw new IllegalStateException("This handler of %s is broken".formatted(context.getName()));
			}
		}

		@Override
		public void onStart(Observation.Context context) {
			if (context.getName().equals("eventsourcing.projection.handle")) {
				handled.incrementAndGet();
			}
			reach(Step.START, context);
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			reach(Step.OPEN, context);
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			reach(Step.CLOSE, context);
		}

		@Override
		public void onError(Observation.Context context) {
			reach(Step.ERROR, context);
		}

		@Override
		public void onStop(Observation.Context context) {
			reach(Step.STOP, context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
