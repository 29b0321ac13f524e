package io.eventsourcing.autoconfigure;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.projections.Popularity;
import io.eventsourcing.projection.AwaitProjection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application says on the console if its requests cannot wait as they should. */
@ExtendWith(OutputCaptureExtension.class)
class AwaitProjectionFailureAnalysisTest {

	private static final String HEADER = "eventsourcing.web.position-header=Event-Position";

	private static final String THIS = "AwaitProjectionFailureAnalysisTest.";

	@Test
	void unknownProjection(CapturedOutput output) {
		assertThat(start(Misspelled.class).with(HEADER).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The method " + THIS + "Misspelled.tricks waits for the projection 'popularty', which does not "
					+ "exist.")
			.contains("Did you mean 'popularity'? The known projections are [popularity].");
	}

	@Test
	void noHeader(CapturedOutput output) {
		assertThat(start(Fine.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The method " + THIS + "Fine.tricks is annotated with @AwaitProjection, but never waits")
			.contains("Set the property 'eventsourcing.web.position-header'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Event Position", "Event:Position", "Ereignis-Größe" })
	void invalidHeader(String name, CapturedOutput output) {
		assertThat(start(Fine.class).with("eventsourcing.web.position-header=" + name).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("'" + name + "' cannot be the name of a header")
			.contains("Set the property 'eventsourcing.web.position-header'");
	}

	@Test
	void negativeTimeout(CapturedOutput output) {
		assertThat(start(Fine.class).with(HEADER, "eventsourcing.web.await-timeout=-1s").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("The await timeout must not be negative: PT-1S")
			.contains("Set the property 'eventsourcing.web.await-timeout'");
	}

	private static StartUp start(Class<?> source) {
		return StartUp.of(source)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName())
			.with(Contexts.newH2());
	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	@Import(Popularity.class)
	static class Misspelled extends ProjectionContract.School {

		@GetMapping("/tricks")
		@AwaitProjection("popularty")
		int tricks() {
			return 0;
		}

	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	@Import(Popularity.class)
	static class Fine extends ProjectionContract.School {

		@GetMapping("/tricks")
		@AwaitProjection("popularity")
		int tricks() {
			return 0;
		}

	}

}
