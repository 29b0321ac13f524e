package io.eventsourcing.autoconfigure;

import java.util.Map;

import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What health, meters and the endpoint know of the projections of a context. */
@ExtendWith(OutputCaptureExtension.class)
class RunnableProjectionsTest {

	private static StartUp app(Class<?> type) {
		return StartUp.of(type).with("eventsourcing.base-packages=io.eventsourcing.fixtures").with(Contexts.newH2());
	}

	/**
	 * A search for beans takes milliseconds, and each scrape asks for all projections.
	 */
	@Test
	void theBeansAreSearchedForOnce() {
		try (ConfigurableApplicationContext context = app(App.class).run()) {
			RunnableProjections beans = context.getBean(RunnableProjections.class);
			Map<String, String> kinds = beans.kinds();
			assertThat(kinds).isEqualTo(Map.of("tricks/all", "projection", "TrickCounters", "process-application"));
			assertThat(beans.kinds()).isSameAs(kinds);
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kinds::clear);
			assertThat(beans.followsOwnLog("tricks/all")).isTrue();
		}
	}

	@Test
	void twoProjectionsWithOneHealthPathAreRejected(CapturedOutput output) {
		assertThat(app(SamePath.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The projections 'tricks-all' and 'tricks/all' have the same path in the health endpoint")
			.contains("Rename one of them");
	}

	@Configuration(proxyBeanMethods = false)
	@LeanActuatorApplication
	@Import({ DogSchool.class, TrickCounters.class, Slash.class })
	static class App {

	}

	@Import(Hyphen.class)
	static class SamePath extends App {

	}

	@Projection("tricks/all")
	static class Slash {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@Projection("tricks-all")
	static class Hyphen {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

}
