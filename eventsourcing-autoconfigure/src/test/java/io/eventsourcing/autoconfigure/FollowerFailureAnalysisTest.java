package io.eventsourcing.autoconfigure;

import io.eventsourcing.projection.AwaitProjection;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application says on the console if it cannot follow another one. */
@ExtendWith(OutputCaptureExtension.class)
class FollowerFailureAnalysisTest {

	private static final String URL = "eventsourcing.upstreams.dogschool.url=http://localhost:1/eventsourcing/log";

	private static final String THIS = "FollowerFailureAnalysisTest.";

	@Test
	void logThatIsNotConfigured(CapturedOutput output) {
		assertThat(start(Misspelled.class).with(URL).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The projection 'tricks' (" + Tricks.class.getName() + ") follows the log 'dogschol', which is "
					+ "not configured.")
			.contains("Did you mean 'dogschool'?")
			.contains("Set the property 'eventsourcing.upstreams.dogschol.url'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "dogschool.example.com", "ftp://dogschool.example.com/log", "http://",
			"http://me:secret@dogschool.example.com/log", "http://dogschool.example.com/log?a=b", "http://[" })
	void invalidUrl(String url, CapturedOutput output) {
		String failure = start(Following.class).with("eventsourcing.upstreams.dogschool.url=" + url).failure(output);
		assertThat(failure).contains("APPLICATION FAILED TO START")
			.contains("The URL of the log 'dogschool' must begin with http:// or https:// and a host")
			.contains("Set the property 'eventsourcing.upstreams.dogschool.url'")
			.doesNotContain("secret");
	}

	@Test
	void nameOfTheOwnLog(CapturedOutput output) {
		assertThat(start(Following.class).with(URL, "eventsourcing.upstreams.log.url=http://localhost:1/log")
			.failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("The property 'eventsourcing.upstreams.log.url' configures a log with the name 'log', which "
					+ "stands for the log of the application's own event store")
			.contains("renaming the property to 'eventsourcing.upstreams.other-log.url'")
			.contains("use that name in @Follows");
	}

	@Test
	void withoutSpringWeb(CapturedOutput output) {
		assertThat(start(Following.class).with(URL)
			.with(new FilteredClassLoader("org.springframework.web.client"))
			.failure(output)).contains("APPLICATION FAILED TO START")
			.contains("follows the log 'dogschool', but the classes that read it are missing")
			.contains("Add eventsourcing-remote and spring-web");
	}

	@Test
	void methodWithoutTopic(CapturedOutput output) {
		assertThat(start(WithoutTopic.class).with(URL).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("selects events by the record")
			.contains("Name the events");
	}

	@Test
	void requestThatWaitsForAFollower(CapturedOutput output) {
		assertThat(start(Waiting.class).onWeb()
			.with(URL, "eventsourcing.web.position-header=Event-Position")
			.failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The method " + THIS + "Waiting.tricks waits for the projection 'tricks', which follows the log "
					+ "of another application");
	}

	/**
	 * An application starts, and its other projections run, while the log is not there.
	 */
	@Test
	void aLogThatIsNotThereIsNoFailure(CapturedOutput output) {
		start(Following.class).with(URL).run().close();
		assertThat(output).doesNotContain("APPLICATION FAILED TO START");
	}

	private static StartUp start(Class<?> source) {
		return StartUp.of(source).with(Contexts.newH2());
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(Tricks.class)
	static class Misspelled {

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(OfDogSchool.class)
	static class Following {

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(ByRecord.class)
	static class WithoutTopic {

	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(OfDogSchool.class)
	static class Waiting {

		@GetMapping("/tricks")
		@AwaitProjection("tricks")
		int tricks() {
			return 0;
		}

	}

	@Projection("tricks")
	@Follows("dogschol")
	static class Tricks {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@Projection("tricks")
	@Follows("dogschool")
	static class OfDogSchool {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@Projection("tricks")
	@Follows("dogschool")
	static class ByRecord {

		@EventHandler
		void added(Trick trick) {
		}

		record Trick(String trick) {
		}

	}

}
