package io.eventsourcing.autoconfigure;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * An application that is closed while its log is read ends at once, whatever reads it.
 * Spring waits up to 30 seconds for requests and for tasks of executors.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownTest {

	/** Far from the 30 seconds, and far from what a slow machine needs. */
	private static final Duration LIMIT = Duration.ofSeconds(10);

	@ParameterizedTest
	@ValueSource(classes = { AsyncReader.class, ScheduledReader.class })
	void aReaderInAnExecutorEndsAtOnce(Class<?> reader, CapturedOutput output) {
		ConfigurableApplicationContext context = start(reader);
		context.getBean(Reader.class).begin();
		awaitReading(context);
		close(context, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/stream", "/sse", "/next?after=1" })
	void aRequestThatReadsTheLogEndsAtOnce(String path, CapturedOutput output) {
		ConfigurableApplicationContext context = start(WebReader.class);
		CompletableFuture<HttpResponse<InputStream>> response = get(path, context);
		awaitReading(context);
		close(context, output);
		assertThat(response.join().statusCode()).isEqualTo(200);
	}

	/**
	 * While another process writes, a reader is nearly always in the middle of a query.
	 */
	@RepeatedTest(10)
	void noConnectionIsBrokenUnderLoad(CapturedOutput output) {
		String[] database = Contexts.newPostgres();
		try (ConfigurableApplicationContext writer = start(AsyncReader.class, database)) {
			Thread writing = new Thread(() -> write(writer));
			writing.start();
			try {
				ConfigurableApplicationContext context = start(AsyncReader.class, database);
				for (int i = 0; i < 4; i++) {
					context.getBean(Reader.class).begin();
				}
				awaitReading(context);
				close(context, output);
			}
			finally {
				writing.interrupt();
				join(writing);
			}
		}
	}

	@Test
	void theLogCanBeFollowedAgainAfterARestartOfTheContext() {
		try (ConfigurableApplicationContext context = start(AsyncReader.class)) {
			NotificationLog log = context.getBean(NotificationLog.class);
			context.stop();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> log.subscribe(0))
				.withMessageContaining("stopped");
			context.start();
			context.getBean(Reader.class).begin();
			awaitReading(context);
		}
	}

	/** Whatever its phase: the log is the first to start, and the first to stop. */
	@Test
	void aBeanThatFollowsTheLogFromItsStartCanBeRestarted() {
		try (ConfigurableApplicationContext context = start(LifecycleReader.class)) {
			LifecycleReader reader = context.getBean(LifecycleReader.class);
			assertThat(reader.following().hasNext()).isTrue();
			context.stop();
			assertThat(reader.following().hasNext()).isFalse();
			context.start();
			assertThat(reader.following().hasNext()).isTrue();
		}
	}

	private static ConfigurableApplicationContext start(Class<?> reader, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Followed.class, reader)
			.web((reader == WebReader.class) ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.properties("server.port=0", "eventsourcing.log.poll-interval=1h")
			.properties(properties)
			.run();
		context.getBean(DogSchool.class).registerDog("Fido");
		return context;
	}

	private static void write(ConfigurableApplicationContext context) {
		while (!Thread.currentThread().isInterrupted()) {
			context.getBean(DogSchool.class).registerDog("Rex");
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Completes when the headers arrive and does not read the body: in a graceful
	 * shutdown, Tomcat no longer waits for a request that has left its servlet, and may
	 * close the connection before it has written the last chunk.
	 */
	private static CompletableFuture<HttpResponse<InputStream>> get(String path,
			ConfigurableApplicationContext context) {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	private static void awaitReading(ConfigurableApplicationContext context) {
		await().until(() -> context.getBean(Followed.class).read.get() > 0);
	}

	private static void close(ConfigurableApplicationContext context, CapturedOutput output) {
		int before = output.getAll().length();
		await().atMost(LIMIT).until(() -> {
			context.close();
			return true;
		});
		assertThat(output.getAll().substring(before)).doesNotContain("ERROR")
			.doesNotContain(" WARN ")
			.doesNotContain("marked as broken");
	}

	interface Reader {

		void begin();

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@EnableAsync
	@EnableScheduling
	@Import(DogSchool.class)
	static class Followed {

		private final AtomicInteger read = new AtomicInteger();

		void follow(NotificationLog log) {
			try (Subscription subscription = log.subscribe(0)) {
				subscription.forEachRemaining((notification) -> this.read.incrementAndGet());
			}
		}

	}

	@Component
	static class AsyncReader implements Reader {

		private final Followed followed;

		private final NotificationLog log;

		AsyncReader(Followed followed, NotificationLog log) {
			this.followed = followed;
			this.log = log;
		}

		@Async
		@Override
		public void begin() {
			this.followed.follow(this.log);
		}

	}

	@Component
	static class ScheduledReader implements Reader {

		private final Followed followed;

		private final NotificationLog log;

		ScheduledReader(Followed followed, NotificationLog log) {
			this.followed = followed;
			this.log = log;
		}

		@Override
		public void begin() {
			// runs already
		}

		@Scheduled(fixedDelay = 1)
		void read() {
			this.followed.follow(this.log);
		}

	}

	@Component
	static class LifecycleReader implements SmartLifecycle {

		private final NotificationLog log;

		private boolean running;

		private Subscription subscription;

		LifecycleReader(NotificationLog log) {
			this.log = log;
		}

		@Override
		public void start() {
			this.subscription = this.log.subscribe(0);
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return 0;
		}

		Subscription following() {
			return this.subscription;
		}

	}

	@RestController
	static class WebReader {

		private final Followed followed;

		private final NotificationLog log;

		WebReader(Followed followed, NotificationLog log) {
			this.followed = followed;
			this.log = log;
		}

		@GetMapping("/stream")
		StreamingResponseBody stream() {
			return (output) -> this.followed.follow(this.log);
		}

		@GetMapping("/sse")
		SseEmitter events() {
			SseEmitter emitter = new SseEmitter(0L);
			new Thread(() -> {
				this.followed.follow(this.log);
				emitter.complete();
			}).start();
			return emitter;
		}

		/** A long poll: waits for the next notification. */
		@GetMapping("/next")
		String next(long after) {
			try (Subscription subscription = this.log.subscribe(after)) {
				this.followed.read.incrementAndGet();
				return subscription.hasNext() ? String.valueOf(subscription.next().id()) : "";
			}
		}

	}

}
