package io.eventsourcing.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Projections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Projections while an application with a web server stops. */
@ExtendWith(OutputCaptureExtension.class)
class ProjectionShutdownTest {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	/**
	 * The request saves an event when the context is already being closed. Its response
	 * is not looked at: Tomcat may close the connection just before it is sent.
	 */
	@Test
	void projectionsRunUntilTheLastRequestHasEnded(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class)
			.properties("server.port=0", "eventsourcing.base-packages=" + Dog.class.getPackageName())
			.properties(Contexts.newH2())
			.run();
		LateController controller = context.getBean(LateController.class);
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/late")).build(),
					HttpResponse.BodyHandlers.ofString());
		controller.entered.await();
		int before = output.getAll().length();
		context.close();
		assertThat(controller.handled.get(1, TimeUnit.SECONDS)).isTrue();
		assertThat(output.getAll().substring(before)).doesNotContain(" WARN ").doesNotContain(" ERROR ");
		assertThat(projectionThreads()).isZero();
	}

	/** Otherwise, it would keep the process from ending. */
	@Test
	void aMethodThatDoesNotReturnIsLeftBehind(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(FrozenApp.class)
			.web(WebApplicationType.NONE)
			.properties("spring.lifecycle.timeout-per-shutdown-phase=1s",
					"eventsourcing.base-packages=" + Dog.class.getPackageName())
			.properties(Contexts.newH2())
			.run();
		FrozenDogs dogs = context.getBean(FrozenDogs.class);
		context.getBean(DogSchool.class).registerDog("Fido");
		dogs.entered.await();
		try {
			CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
			await().atMost(LIMIT.dividedBy(2)).until(closing::isDone);
		}
		finally {
			dogs.released.countDown();
		}
		assertThat(output).contains("The handlers of the projections did not end within PT1S");
		await().atMost(LIMIT).until(() -> projectionThreads() == 0);
	}

	private static long projectionThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("eventsourcing-projections-"))
			.count();
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import({ DogSchool.class, Dogs.class, LateController.class })
	static class App {

	}

	@Projection("dogs")
	static class Dogs {

		@EventHandler("Dog.Registered")
		void registered() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import({ DogSchool.class, FrozenDogs.class })
	static class FrozenApp {

	}

	@Projection("dogs")
	static class FrozenDogs {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		@EventHandler("Dog.Registered")
		void registered() throws InterruptedException {
			this.entered.countDown();
			this.released.await();
		}

	}

	@RestController
	static class LateController {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CompletableFuture<Boolean> handled = new CompletableFuture<>();

		private final DogSchool school;

		private final StoppableNotificationLog log;

		private final Projections projections;

		LateController(DogSchool school, NotificationLog log, Projections projections) {
			this.school = school;
			this.log = (StoppableNotificationLog) log;
			this.projections = projections;
		}

		@GetMapping("/late")
		void late() {
			this.entered.countDown();
			await().atMost(LIMIT).until(() -> !this.log.isRunning());
			this.school.registerDog("Fido");
			this.handled.complete(this.projections.await("dogs", this.log.maxId(), Duration.ofSeconds(5)));
		}

	}

}
